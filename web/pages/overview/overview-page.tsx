import type { Overview } from '../../../analytics/contract/overview.ts'
import { compactMoney, count, money, trend } from '../../lib/format.ts'
import { overviewModel } from '../../models/overview.ts'
import { useModel } from '../../models/use-model.ts'
import { EventCard, violationColumns } from '../../parts/events/event-columns.tsx'
import { EventDrawer, eventHref, openEventId } from '../../parts/events/event-drawer.tsx'
import { FirstStep } from '../../parts/first-step.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, StaleNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { TimelineSection } from './timeline-section.tsx'

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
        <Section title="Getting started">
          <EmptyState icon="activity" title="Nothing has been recorded yet">
            <FirstStep />
          </EmptyState>
        </Section>
      ) : (
        <>
          {error !== null && <StaleNotice error={error} onRetry={retry} />}
          <Kpis data={data} />
          <TimelineSection points={data?.timeline ?? null} />
          <Section
            title="Latest violations"
            actions={
              <a class="button button-secondary button-small" href="/violations">
                See all violations
              </a>
            }
          >
            <Table
              caption="Latest violations"
              columns={violationColumns}
              rows={data?.recent_violations ?? null}
              rowKey={(event) => event.id}
              rowHref={eventHref}
              openKey={openEventId()}
              card={(event) => <EventCard event={event} />}
              onRetry={retry}
              skeletonRows={5}
              empty={
                <EmptyState icon="violations" title="No violations in the last 7 days">
                  <p>What detectors find in prompts and responses appears here.</p>
                </EmptyState>
              }
            />
          </Section>
        </>
      )}
      <EventDrawer rows={data?.recent_violations ?? []} />
    </>
  )
}

function isEmpty(data: Overview): boolean {
  return data.events_7d === 0 && data.previous.events_7d === 0 && data.timeline.length === 0
}

function Kpis({ data }: { data: Overview | null }) {
  const before = data?.previous
  const note = 'vs. the 7 days before'
  const noteOf = (previous: number) => (previous === 0 ? 'Nothing in the 7 days before' : note)
  return (
    <dl class="kpis">
      <KpiCard
        label="Events"
        value={data && count(data.events_7d)}
        trend={before ? trend(data.events_7d, before.events_7d) : null}
        note={noteOf(before?.events_7d ?? 0)}
      />
      <KpiCard
        label="Cost"
        value={data && compactMoney(data.cost_7d_usd)}
        trend={before ? trend(Number(data.cost_7d_usd), Number(before.cost_7d_usd)) : null}
        goodNews="down"
        note={noteOf(Number(before?.cost_7d_usd))}
      />
      <KpiCard
        label="Violations"
        value={data && count(data.violations_7d)}
        trend={before ? trend(data.violations_7d, before.violations_7d) : null}
        goodNews="down"
        note={noteOf(before?.violations_7d ?? 0)}
      />
      <KpiCard
        label="Avg. cost per event"
        value={data && money(data.avg_cost_per_event_usd)}
        trend={
          before ? trend(Number(data.avg_cost_per_event_usd), Number(before.avg_cost_per_event_usd)) : null
        }
        goodNews="down"
        note={noteOf(Number(before?.avg_cost_per_event_usd))}
      />
    </dl>
  )
}
