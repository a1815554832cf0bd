import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import { Part } from '../../facts.tsx'
import { Excerpt } from '../excerpt.tsx'

/** What was said, with the places of its findings marked. */
export function TextSection({ event }: { event: AegisEvent }) {
  const { prompt_excerpt: prompt, response_excerpt: response } = event
  const findingsOf = (field: 'prompt' | 'response') =>
    event.findings.filter((finding) => finding.field === field)
  if (prompt === null && response === null) {
    return (
      <Part title="Text">
        <p class="excerpt-note">No text is stored with this event.</p>
      </Part>
    )
  }
  return (
    <Part title="Text">
      {prompt !== null && <Excerpt title="Prompt" text={prompt} findings={findingsOf('prompt')} />}
      {response !== null && <Excerpt title="Response" text={response} findings={findingsOf('response')} />}
      <p class="excerpt-note">
        This is the stored excerpt: sensitive content was redacted before it was kept, and long text is cut.
        Marks show only what stands in the excerpt.
      </p>
    </Part>
  )
}
