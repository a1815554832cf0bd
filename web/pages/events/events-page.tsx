import { query } from '../../lib/router.ts'
import { eventFilters, eventsModel } from '../../models/events.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { EventCard, eventColumns } from '../../parts/events/event-columns.tsx'
import { EventDrawer, eventHref, openEventId } from '../../parts/events/event-drawer.tsx'
import { FirstStep } from '../../parts/first-step.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { EventFilters } from './event-filters.tsx'

/** Everything that happened. */
export function ActivityPage() {
  return (
    <EventsPage title="Activity" lead="Every AI call and usage record, newest first" onlyViolations={false} />
  )
}

/** What detectors and policies objected to. */
export function ViolationsPage() {
  return (
    <EventsPage title="Violations" lead="Events in which something was found, newest first" onlyViolations />
  )
}

type EventsPageProps = { title: string; lead: string; onlyViolations: boolean }

function EventsPage({ title, lead, onlyViolations }: EventsPageProps) {
  const list = useModel(() => eventsModel(onlyViolations))
  const rows = list.rows.value
  const reload = () => void list.load()

  return (
    <>
      <PageHeader title={title} lead={lead}>
        <Button icon="refresh" busy={list.loading.value && rows !== null} onClick={reload}>
          Refresh
        </Button>
      </PageHeader>
      <EventFilters models={[...new Set(rows?.map(({ model }) => model))].sort()} />
      <div class="card">
        <Table
          caption={title}
          columns={eventColumns}
          rows={rows}
          rowKey={(event) => event.id}
          rowHref={eventHref}
          openKey={openEventId()}
          card={(event) => <EventCard event={event} />}
          error={list.error.value}
          onRetry={rows === null ? reload : () => void list.more()}
          more={{ has: list.hasMore.value, loading: list.loadingMore.value, load: () => void list.more() }}
          skeletonRows={12}
          empty={<NoEvents onlyViolations={onlyViolations} />}
        />
      </div>
      <EventDrawer rows={rows ?? []} />
    </>
  )
}

function NoEvents({ onlyViolations }: { onlyViolations: boolean }) {
  if (eventFilters.count(query.value) > 0) {
    return (
      <EmptyState icon="search" title="Nothing matches these filters">
        <p>
          <Button onClick={eventFilters.clear}>Clear filters</Button>
        </p>
      </EmptyState>
    )
  }
  if (onlyViolations) {
    return (
      <EmptyState icon="violations" title="No violations in this time range">
        <p>What detectors find in prompts and responses appears here.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState icon="activity" title="No events in this time range">
      <FirstStep />
    </EmptyState>
  )
}
