import type { Overview } from '../../../analytics/contract/overview.ts'
import { compactMoney, count, money, trend } from '../../lib/format.ts'
import { mostSevereModel } from '../../models/most-severe.ts'
import { overviewModel } from '../../models/overview.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { EventCard, violationColumns } from '../../parts/events/event-columns.tsx'
import { EventDrawer, eventHref, openEventId } from '../../parts/events/event-drawer.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, StaleNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { FirstSteps } from './first-steps.tsx'
import './overview.css'
import { RiskSection } from './risk-section.tsx'
import { TimelineSection } from './timeline-section.tsx'
import { TopSection } from './top-section.tsx'

/** The last seven days at a glance. */
export function OverviewPage() {
  const overview = useModel(overviewModel)
  const data = overview.data.value
  const error = overview.error.value
  const retry = () => void overview.load()
  const loadedAtMs = overview.loadedAtMs.value

  return (
    <>
      <PageHeader title="Overview" lead="The last 7 days across all vendors">
        {loadedAtMs !== null && (
          <p class="overview-updated">
            Updated <RelativeTime at={new Date(loadedAtMs).toISOString()} />
          </p>
        )}
      </PageHeader>
      {data === null && error !== null ? (
        <ErrorState error={error} onRetry={retry} />
      ) : data !== null && isEmpty(data) ? (
        <FirstSteps />
      ) : (
        <>
          {error !== null && <StaleNotice error={error} onRetry={retry} />}
          <Kpis data={data} />
          <TimelineSection points={data?.timeline ?? null} nowMs={loadedAtMs ?? 0} />
          <div class="overview-lists">
            <div class="overview-tops">
              <TopSection
                title="Top models"
                lead="By calls, and what they cost"
                dimension="model"
                by="requests"
                empty="No call is counted yet"
              />
              <TopSection
                title="Top people"
                lead="By calls, and what they cost"
                dimension="actor"
                by="requests"
                empty="Nobody is named yet"
              />
              <TopSection
                title="Top detectors"
                lead="By events with a violation"
                dimension="detector"
                by="violations"
                empty="Nothing was found"
              />
            </div>
          </div>
          <RiskSection />
          {may('events:read') && <MostSevere />}
        </>
      )}
    </>
  )
}

/** What to look at first: who comes here wants to know of the worst, and a log tells the latest. */
function MostSevere() {
  const events = useModel(mostSevereModel)
  const rows = events.data.value
  return (
    <>
      <Section
        title="Most severe violations"
        lead="Of the last 24 hours, the worst first"
        actions={
          <a class="button button-secondary button-small" href="/violations">
            See all violations
          </a>
        }
      >
        <Table
          caption="Most severe violations"
          columns={violationColumns}
          rows={rows}
          rowKey={(event) => event.id}
          rowHref={eventHref}
          openKey={openEventId()}
          card={(event) => <EventCard event={event} />}
          error={events.error.value}
          onRetry={() => void events.load()}
          skeletonRows={5}
          empty={
            <EmptyState icon="violations" title="No violations in the last 24 hours">
              <p>What detectors find in prompts and responses appears here.</p>
            </EmptyState>
          }
        />
      </Section>
      <EventDrawer rows={rows ?? []} />
    </>
  )
}

type Figures = Pick<Overview, 'avg_cost_per_request_usd'>

function isEmpty(data: Overview): boolean {
  return data.events_7d === 0 && data.previous.events_7d === 0 && data.timeline.length === 0
}

function Kpis({ data }: { data: Overview | null }) {
  const before = data?.previous
  const noteOf = (previous: number) =>
    previous === 0 ? 'Nothing in the 7 days before' : 'vs. the 7 days before'
  const average = (figures: Figures | undefined) => Number(figures?.avg_cost_per_request_usd ?? 0)
  return (
    <dl class="kpis">
      <KpiCard
        label="AI calls"
        value={data && count(data.requests_7d)}
        trend={before ? trend(data.requests_7d, before.requests_7d) : null}
        note={
          data
            ? `${noteOf(before?.requests_7d ?? 0)}; ${count(data.events_7d)} ${data.events_7d === 1 ? 'event' : 'events'}`
            : ''
        }
        href="/activity"
      />
      <KpiCard
        label="Cost"
        value={data && compactMoney(data.cost_7d_usd)}
        trend={before ? trend(Number(data.cost_7d_usd), Number(before.cost_7d_usd)) : null}
        goodNews="down"
        note={noteOf(Number(before?.cost_7d_usd))}
        href={may('costs:read') ? '/costs' : '/vendors'}
      />
      <KpiCard
        label="Violations"
        value={data && count(data.violations_7d)}
        trend={before ? trend(data.violations_7d, before.violations_7d) : null}
        goodNews="down"
        note={noteOf(before?.violations_7d ?? 0)}
        href="/violations"
      />
      <KpiCard
        label="Average cost of a call"
        value={data && (data.avg_cost_per_request_usd === null ? '–' : money(data.avg_cost_per_request_usd))}
        trend={before ? trend(average(data), average(before)) : null}
        goodNews="down"
        note={data?.avg_cost_per_request_usd === null ? 'No call is counted yet' : noteOf(average(before))}
      />
    </dl>
  )
}
