import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import { CopyButton } from '../../copy-button.tsx'
import { Part } from '../../facts.tsx'

/** The event as the API gives it, to be copied elsewhere. */
export function RawSection({ event }: { event: AegisEvent }) {
  const text = JSON.stringify(event, null, 2)
  return (
    <Part title="As data">
      <div class="event-raw">
        <details>
          <summary>JSON, as the API gives it</summary>
          <pre class="event-json">{text}</pre>
        </details>
        <CopyButton text={text} what="event as JSON" />
      </div>
    </Part>
  )
}
