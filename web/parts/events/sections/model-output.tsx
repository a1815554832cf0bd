import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import { Part } from '../../facts.tsx'

/** What a machine learning model said. */
export function ModelOutputSection({ event }: { event: AegisEvent }) {
  if (event.ml === null) return null
  return (
    <Part title="Model output">
      <pre class="event-json">{JSON.stringify(event.ml, null, 2)}</pre>
    </Part>
  )
}
