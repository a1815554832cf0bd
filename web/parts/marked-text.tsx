import { beginningOf } from '../../analytics/contract/whole-characters.ts'
import type { Finding } from '../../detectors/index.ts'
import { excerptParts } from '../lib/excerpt.ts'
import { count } from '../lib/format.ts'
import { detectorLabel } from '../models/detectors.ts'
import './events/events.css'
import './marked-text.css'

/** What is drawn of a text; thousands of marks would hold up the page. Units: characters. */
const shownCharsMax = 20_000

type MarkedTextProps = {
  text: string
  findings: readonly Finding[]
  /** What detectors are called that the catalogue does not know yet. */
  labels?: Readonly<Record<string, string>>
}

/** A text with what was found in it marked, each mark naming its detector. */
export function MarkedText({ text, findings, labels = {} }: MarkedTextProps) {
  const shown = beginningOf(text, shownCharsMax)
  const inside = findings.filter(({ start }) => start < shown.length)
  const labelOf = ({ code }: Finding) => labels[code] ?? detectorLabel(code)
  return (
    <>
      <pre class="marked-text">
        {excerptParts(shown, inside).map((part, index) => {
          const [first] = part.findings
          if (first === undefined) return <span key={index}>{part.text}</span>
          return (
            <mark
              key={index}
              class={`finding finding-${first.level}`}
              title={part.findings.map(labelOf).join(', ')}
            >
              {part.text}
            </mark>
          )
        })}
      </pre>
      <CutNotice text={text} shown={shown} />
    </>
  )
}

/** A text as it is, its end left out where it is very long. */
export function PlainText({ text }: { text: string }) {
  const shown = beginningOf(text, shownCharsMax)
  return (
    <>
      <pre class="marked-text">{shown}</pre>
      <CutNotice text={text} shown={shown} />
    </>
  )
}

function CutNotice({ text, shown }: { text: string; shown: string }) {
  if (shown.length === text.length) return null
  return (
    <p class="muted marked-text-note">
      The first {count(shown.length)} of {count(text.length)} characters are shown.
    </p>
  )
}
