import type { VendorAnalytics } from '../../../analytics/contract/overview.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { compactMoney, count, duration } from '../../lib/format.ts'
import { hrefWith, navigate, query, setQuery } from '../../lib/router.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { vendorUsageModel } from '../../models/vendors.ts'
import { isNarrow } from '../../models/viewport.ts'
import { Button } from '../../parts/button.tsx'
import { FirstStep } from '../../parts/first-step.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState, StaleNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { Notices } from './notices.tsx'
import { UsageDrawer } from './usage-drawer.tsx'
import { vendorColumns } from './vendor-columns.tsx'

/** Usage by vendor. */
export function VendorsPage() {
  const model = useModel(vendorUsageModel)
  const analytics = model.data.value
  const error = model.error.value
  const reload = () => void model.load()
  const kpis = analytics?.kpis
  const openId = query.value.get('vendor')
  const open = analytics?.items.find(({ vendor_id }) => vendor_id === openId)
  const connect = may('credentials:write') && (
    <Button look="primary" icon="plus" onClick={() => navigate('/vendors/catalogue')}>
      Connect a vendor
    </Button>
  )

  return (
    <>
      <PageHeader title="Vendors" lead="Usage by vendor, collected and pushed">
        {connect}
      </PageHeader>
      <Notices />
      {analytics !== null && error !== null && <StaleNotice error={error} onRetry={reload} />}
      {(analytics !== null || error === null) && (
        <dl class="kpis">
          <KpiCard
            label="Events"
            value={kpis ? count(kpis.events_7d) : null}
            note={analytics ? `Last 7 days, standing for ${count(callsOf(analytics))} calls` : ''}
            href="/activity?range=7d"
          />
          <KpiCard label="Spend" value={kpis ? compactMoney(kpis.spend_7d_usd) : null} note="Last 7 days" />
          <KpiCard
            label="Median latency"
            value={kpis ? latencyText(kpis.latency_p50_ms_avg) : null}
            note="Average of the vendors’ medians"
          />
          <KpiCard
            label="Slowest vendor"
            value={kpis ? (kpis.p95_hot_vendor === null ? '–' : vendorLabel(kpis.p95_hot_vendor)) : null}
            note={analytics ? slowestNote(analytics) : ''}
            {...(kpis?.p95_hot_vendor ? { href: hrefWith({ vendor: kpis.p95_hot_vendor }) } : {})}
          />
        </dl>
      )}
      <Section
        title="By vendor"
        lead={`${isNarrow.value ? 'L' : 'Press a heading to sort; l'}atency percentiles are over 7 days`}
      >
        <Table
          caption="Usage by vendor"
          columns={vendorColumns}
          rows={analytics?.items ?? null}
          rowKey={({ vendor_id }) => vendor_id}
          pageRows={50}
          rowHref={({ vendor_id }) => hrefWith({ vendor: vendor_id })}
          openKey={openId}
          error={analytics === null ? error : null}
          onRetry={reload}
          skeletonRows={5}
          empty={
            <EmptyState icon="vendors" title="No vendor has been seen yet">
              <FirstStep />
              {connect && <p>{connect}</p>}
            </EmptyState>
          }
        />
      </Section>
      {open && <UsageDrawer key={open.vendor_id} vendor={open} onClose={() => setQuery({ vendor: null })} />}
    </>
  )
}

const callsOf = ({ items }: VendorAnalytics): number =>
  items.reduce((sum, { requests_7d }) => sum + requests_7d, 0)

/** How slow the slowest is. */
function slowestNote({ kpis, items }: VendorAnalytics): string {
  const ms = items.find(({ vendor_id }) => vendor_id === kpis.p95_hot_vendor)?.latency_p95_ms ?? null
  return ms === null ? 'No vendor tells how long it took' : `95 of 100 answers within ${duration(ms)}`
}

function latencyText(ms: number | null): string {
  return ms === null ? '–' : duration(ms)
}
