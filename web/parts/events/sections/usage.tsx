import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import { count, duration } from '../../../lib/format.ts'
import { costSourceLabels } from '../../choices.ts'
import { Fact, Facts, Part } from '../../facts.tsx'
import { Cost } from '../event-columns.tsx'

/** What it took and what it cost. */
export function UsageSection({ event }: { event: AegisEvent }) {
  return (
    <Part title="Cost and usage">
      <Facts>
        <Fact name="Cost">
          <Cost event={event} />
        </Fact>
        <Fact name="How the cost is known">{costSourceLabels[event.cost_source]}</Fact>
        <Fact name={event.tokens_estimated ? 'Tokens in (estimated)' : 'Tokens in'}>
          {count(event.tokens_in)}
          {event.tokens_cached !== 0 && (
            <span class="muted">of them {count(event.tokens_cached)} cached</span>
          )}
        </Fact>
        <Fact name={event.tokens_estimated ? 'Tokens out (estimated)' : 'Tokens out'}>
          {count(event.tokens_out)}
          {event.tokens_reasoning !== 0 && (
            <span class="muted">of them {count(event.tokens_reasoning)} reasoning</span>
          )}
        </Fact>
        <Fact name="Calls it stands for">
          {event.requests === null ? 'Not reported' : count(event.requests)}
        </Fact>
        <Fact name="Latency">{event.latency_ms !== null && duration(event.latency_ms)}</Fact>
      </Facts>
    </Part>
  )
}
