import type { OpenIntent, Verdict } from '../../../analytics/ledger/index.ts'
import { count } from '../../lib/format.ts'
import { Fact, Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/page-header.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'
import { VerdictLine } from '../../parts/verdict.tsx'
import './audit.css'

const columns: readonly Column<OpenIntent>[] = [
  { key: 'at', header: 'Time', cell: ({ at_ms }) => <LogTime at={new Date(at_ms).toISOString()} /> },
  { key: 'seq', header: 'Entry', cell: ({ seq }) => seq },
  { key: 'action', header: 'Action', cell: ({ action }) => <code>{action}</code> },
  { key: 'actor', header: 'Actor', cell: ({ actor }) => <code>{actor}</code> },
  { key: 'target', header: 'Target', cell: ({ target }) => <code>{target}</code> },
]

/** What the verifier found: the first fault, or that there is none, and what that rests on. */
export function VerdictView({ verdict }: { verdict: Verdict }) {
  const { fault, origin, vkey, isKeyGiven, first, end, size, continues, openIntents } = verdict
  const isGood = fault === null
  return (
    <Section title="Result">
      <div class="section-body verify-result">
        <VerdictLine isGood={isGood}>{isGood ? 'Complete and unchanged' : fault.message}</VerdictLine>
        {origin !== null && (
          <Facts>
            <Fact name="Ledger">
              <code>{origin}</code>
            </Fact>
            <Fact name="Entries">
              {end === first ? 'None' : `${count(first)} to ${count(end - 1)}`}{' '}
              <span class="muted">of {count(size)} signed</span>
            </Fact>
            <Fact name="Continues">
              {continues.length === 0 ? (
                <span class="muted">No earlier checkpoint was compared</span>
              ) : (
                `the checkpoint of ${continues.map(count).join(', ')} entries`
              )}
            </Fact>
            <Fact name="Details shown">
              {count(verdict.shownParts)} <span class="muted">of {count(verdict.sealedParts)} sealed</span>
            </Fact>
            <Fact name={isKeyGiven ? 'Key, as you gave it' : 'Key, as the export names it'} wide>
              <code>{vkey}</code>
            </Fact>
          </Facts>
        )}
      </div>
      {isGood && openIntents.length === 0 && (
        <p class="section-body muted">Every action that the export shows as started has its outcome.</p>
      )}
      {isGood && openIntents.length > 0 && (
        <>
          <h3 class="section-body">Started, without an outcome: {count(openIntents.length)}</h3>
          <Table
            caption="Started, without an outcome"
            columns={columns}
            rows={openIntents}
            rowKey={({ seq }) => String(seq)}
          />
        </>
      )}
    </Section>
  )
}
