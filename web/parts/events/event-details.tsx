import type { ComponentChildren } from 'preact'
import type { AegisEvent } from '../../../analytics/contract/event.ts'
import './events.css'
import { JudgementSection } from './sections/judgement.tsx'
import { ModelOutputSection } from './sections/model-output.tsx'
import { OriginSection } from './sections/origin.tsx'
import { OriginalSection } from './sections/original.tsx'
import { RawSection } from './sections/raw.tsx'
import { ScanAgainSection } from './sections/scan-again.tsx'
import { StorySection } from './sections/story.tsx'
import { TextSection } from './sections/text.tsx'
import { UsageSection } from './sections/usage.tsx'

type Section = (props: { event: AegisEvent }) => ComponentChildren

/** What is told of an event, in this order: one file and one line per matter. */
const sections: readonly Section[] = [
  StorySection,
  TextSection,
  OriginalSection,
  JudgementSection,
  ScanAgainSection,
  UsageSection,
  ModelOutputSection,
  OriginSection,
  RawSection,
]

/** Everything that is known about one event. */
export function EventDetails({ event }: { event: AegisEvent }) {
  return sections.map((Section) => <Section key={Section.name} event={event} />)
}
