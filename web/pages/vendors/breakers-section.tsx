import type { Breaker } from '../../../analytics/contract/collector.ts'
import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import { triedAgainAt } from '../../lib/collection-words.ts'
import { count } from '../../lib/format.ts'
import { nowMs } from '../../models/clock.ts'
import type { Resource } from '../../models/resource.ts'
import { labelOf } from '../../models/vendors.ts'
import { Badge } from '../../parts/badge.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import './vendors.css'

const pageRows = 10

type BreakersSectionProps = {
  breakers: Resource<readonly Breaker[]>
  vendors: readonly CatalogueVendor[] | null
}

/** Whether calls to a vendor are held back because they kept failing. */
export function BreakersSection({ breakers, vendors }: BreakersSectionProps) {
  const rows = breakers.data.value?.map((breaker) => ({
    ...breaker,
    label: labelOf(vendors, breaker.vendor_id),
  }))
  return (
    <Section
      title="Vendors’ health"
      lead="One that fails five times within a minute is left alone for 30 seconds, and then tried with one call."
    >
      <Table
        caption="Vendors’ health"
        columns={columns}
        rows={rows ?? null}
        rowKey={({ name }) => name}
        card={(breaker) => <BreakerCard breaker={breaker} />}
        error={breakers.error.value}
        onRetry={() => void breakers.load()}
        pageRows={pageRows}
        skeletonRows={2}
        empty={
          <EmptyState icon="vendors" title="No vendor is connected yet">
            <p>
              <a href="/vendors/credentials">Connect one</a>, and its health is watched from then on.
            </p>
          </EmptyState>
        }
      />
    </Section>
  )
}

type BreakerRow = Breaker & { label: string }

const stateWords = {
  closed: { label: 'Answers', tone: 'positive' },
  half_open: { label: 'Being tried', tone: 'medium' },
  open: { label: 'Held back', tone: 'critical' },
} as const satisfies Record<Breaker['state'], unknown>

const columns: readonly Column<BreakerRow>[] = [
  { key: 'vendor', header: 'Vendor', cell: ({ label }) => <b>{label}</b> },
  {
    key: 'host',
    header: 'Host',
    cell: ({ host }) => (host === null ? <span class="muted">The vendor’s own</span> : <code>{host}</code>),
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ state }) => <State state={state} />,
  },
  { key: 'failures', header: 'Failures', align: 'end', cell: ({ failures }) => count(failures) },
  { key: 'again', header: 'Tried again', cell: (breaker) => <TriedAgain breaker={breaker} /> },
]

function TriedAgain({ breaker }: { breaker: Breaker }) {
  const at = triedAgainAt(breaker)
  if (at === null) return <span class="muted">–</span>
  return Date.parse(at) <= nowMs() ? <>With the next call</> : <RelativeTime at={at} />
}

function State({ state }: Pick<Breaker, 'state'>) {
  return (
    <Badge tone={stateWords[state].tone}>
      <span class="badge-dot" aria-hidden="true" />
      {stateWords[state].label}
    </Badge>
  )
}

/** A vendor’s health where a table does not fit. */
function BreakerCard({ breaker }: { breaker: BreakerRow }) {
  const { label, host, state, failures } = breaker
  return (
    <div class="slim-card">
      <div class="slim-card-line">
        <b>{label}</b>
        <State state={state} />
      </div>
      {host !== null && <code>{host}</code>}
      {state !== 'closed' && (
        <p class="muted">
          {count(failures)} failures; tried again: <TriedAgain breaker={breaker} />
        </p>
      )}
    </div>
  )
}
