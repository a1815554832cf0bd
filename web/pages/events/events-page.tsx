import { useComputed } from '@preact/signals'
import type { ViewPage } from '../../../analytics/contract/saved-views.ts'
import { errorText } from '../../lib/error-text.ts'
import { query } from '../../lib/router.ts'
import { eventFilters } from '../../models/event-filters.ts'
import { type EventsModel, eventsModel, exportEvents } from '../../models/events.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { isNarrow } from '../../models/viewport.ts'
import { Button } from '../../parts/button.tsx'
import { EventCard } from '../../parts/events/event-columns.tsx'
import { EventDrawer, eventHref, openEventId } from '../../parts/events/event-drawer.tsx'
import { FirstStep } from '../../parts/first-step.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Menu } from '../../parts/menu.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { VirtualTable } from '../../parts/virtual-table.tsx'
import { EventFilters } from './event-filters.tsx'
import './events-page.css'
import { chosenColumns, density, LayoutMenu } from './table-layout.tsx'
import { TimelineBand } from './timeline-band.tsx'
import { ViewsMenu } from './views-menu.tsx'

/** Everything that happened. */
export function ActivityPage() {
  return <EventsPage title="Activity" lead="Every AI call and usage record, newest first" page="activity" />
}

/** What detectors and policies objected to. */
export function ViolationsPage() {
  return (
    <EventsPage
      title="Violations"
      lead="Events in which something was found, newest first"
      page="violations"
    />
  )
}

type EventsPageProps = { title: string; lead: string; page: ViewPage }

function EventsPage({ title, lead, page }: EventsPageProps) {
  const model = useModel(() => eventsModel(page === 'violations'))
  return (
    <>
      <PageHeader title={title} lead={lead}>
        <ViewsMenu page={page} />
        {!isNarrow.value && <LayoutMenu />}
        <ExportMenu onlyViolations={page === 'violations'} />
        <RefreshButton model={model} />
      </PageHeader>
      <EventFilters facets={model.facets} />
      <EventsBand model={model} />
      <EventsTable title={title} model={model} onlyViolations={page === 'violations'} />
    </>
  )
}

/** By itself, so that rows that come in draw nothing of it anew. */
function EventsBand({ model: { list, timeline } }: { model: EventsModel }) {
  const isTold = useComputed(
    () => list.rows.value === null && (list.loading.value || list.error.value !== null),
  )
  return <TimelineBand timeline={timeline} isTold={isTold.value} />
}

function RefreshButton({ model: { list, refresh } }: { model: EventsModel }) {
  return (
    <Button icon="refresh" busy={list.loading.value && list.rows.value !== null} onClick={refresh}>
      Refresh
    </Button>
  )
}

type EventsTableProps = { title: string; model: EventsModel; onlyViolations: boolean }

/** By itself, so that a page that comes in draws nothing anew but rows. */
function EventsTable({ title, model, onlyViolations }: EventsTableProps) {
  const { list, timeline } = model
  const rows = list.rows.value
  const more = () => void list.more()
  const reload = () => {
    void list.load()
    void timeline.load()
  }
  return (
    <>
      <div class="card events-table">
        <VirtualTable
          caption={title}
          columns={chosenColumns.value}
          rows={rows}
          rowKey={(event) => event.id}
          rowHref={eventHref}
          openKey={openEventId()}
          card={(event) => <EventCard event={event} />}
          density={density.value}
          total={timeline.data.value?.total_events ?? null}
          error={list.error.value}
          onRetry={rows === null ? reload : more}
          more={{ has: list.hasMore.value, loading: list.loadingMore.value, load: more }}
          empty={<NoEvents onlyViolations={onlyViolations} />}
        />
      </div>
      <EventDrawer rows={rows ?? []} onNearEnd={more} />
    </>
  )
}

/** Streams what the filters take into a file. */
function ExportMenu({ onlyViolations }: { onlyViolations: boolean }) {
  const start = async (format: 'csv' | 'jsonl') => {
    try {
      await exportEvents(onlyViolations, format)
      showToast('positive', 'The export has begun: it holds what the filters take, at most a million events.')
    } catch (error) {
      showToast('negative', `The export could not begin: ${errorText(error)}`)
    }
  }
  return (
    <Menu
      label="Export what the filters take"
      buttonClass="button button-secondary button-medium"
      button={
        <>
          <Icon name="download" />
          <span class="button-text" aria-hidden="true">
            Export
          </span>
        </>
      }
      items={[
        { label: 'As a table (CSV)', icon: 'table', onSelect: () => void start('csv') },
        { label: 'As lines of JSON', icon: 'code', onSelect: () => void start('jsonl') },
      ]}
    />
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
        <p>
          What detectors find in prompts and responses appears here.{' '}
          <a href="/detection/coverage">Coverage</a> says what was inspected.
        </p>
      </EmptyState>
    )
  }
  return (
    <EmptyState icon="activity" title="No events in this time range">
      <FirstStep />
    </EmptyState>
  )
}
