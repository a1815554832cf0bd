import { useEffect, useState } from 'preact/hooks'
import type { LiveFilter } from '../../../analytics/contract/live.ts'
import { count } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { feedRowsMax, type LiveFeed, liveFeed } from '../../models/live-feed.ts'
import { Button } from '../../parts/button.tsx'
import { severityChoices, severityNamed, vendorChoices } from '../../parts/choices.ts'
import { EventCard, eventColumns } from '../../parts/events/event-columns.tsx'
import { EventDrawer, eventHref, openEventId } from '../../parts/events/event-drawer.tsx'
import { Checkbox, Select } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import './live-page.css'
import { LiveStatus } from './live-status.tsx'

const onlyViolationsName = 'only_violations'

/** What happens now. A changed filter starts a new feed. */
export function LivePage() {
  const filter: LiveFilter = {
    severity: severityNamed(query.value.get('severity')),
    vendorId: query.value.get('vendor_id'),
    onlyViolations: query.value.get(onlyViolationsName) === 'true',
  }
  const feed = useFeed(filter)
  return (
    <>
      <PageHeader title="Live" lead={`As it happens, the newest ${feedRowsMax} events`}>
        {feed && <LiveStatus state={feed.state.value} perSecond={feed.perSecond.value} />}
      </PageHeader>
      <div class="card live-controls">
        <LiveFilters filter={filter} />
        {feed && <FeedButtons feed={feed} />}
      </div>
      {feed && feed.skipped.value > 0 && (
        <p class="notice" role="status">
          <Icon name="warning" />
          <span>
            {count(feed.skipped.value)} events were skipped, because they came too fast or while this page was
            away. You find them in <a href="/activity">Activity</a>.
          </span>
        </p>
      )}
      {feed && <FeedTable feed={feed} />}
    </>
  )
}

function useFeed(filter: LiveFilter): LiveFeed | null {
  const [feed, setFeed] = useState<LiveFeed | null>(null)
  const { severity, vendorId, onlyViolations } = filter
  useEffect(() => {
    const opened = liveFeed({ severity, vendorId, onlyViolations })
    setFeed(opened)
    return () => opened.dispose()
  }, [severity, vendorId, onlyViolations])
  return feed
}

function LiveFilters({ filter }: { filter: LiveFilter }) {
  return (
    <>
      <Select
        label="Severity"
        value={filter.severity ?? ''}
        choices={severityChoices}
        onChange={(severity) => setQuery({ severity })}
      />
      <Select
        label="Vendor"
        value={filter.vendorId ?? ''}
        choices={vendorChoices}
        onChange={(vendorId) => setQuery({ vendor_id: vendorId })}
      />
      <Checkbox
        label="Only violations"
        checked={filter.onlyViolations}
        onChange={(checked) => setQuery({ [onlyViolationsName]: checked ? 'true' : null })}
      />
    </>
  )
}

function FeedButtons({ feed }: { feed: LiveFeed }) {
  const isPaused = feed.paused.value
  return (
    <div class="live-buttons">
      <Button
        icon={isPaused ? 'play' : 'pause'}
        look={isPaused ? 'primary' : 'secondary'}
        onClick={isPaused ? feed.resume : feed.pause}
      >
        {isPaused ? `Resume (${count(feed.waiting.value)} waiting)` : 'Pause'}
      </Button>
      <Button icon="close" disabled={feed.rows.value.length === 0} onClick={feed.clear}>
        Clear
      </Button>
    </div>
  )
}

function FeedTable({ feed }: { feed: LiveFeed }) {
  const rows = feed.rows.value
  return (
    <>
      <p class="visually-hidden" role="status">
        {feed.announcement.value}
      </p>
      <div class="card live-feed">
        <Table
          caption="Live events, newest first"
          columns={eventColumns}
          rows={rows}
          rowKey={(event) => event.id}
          rowHref={eventHref}
          openKey={openEventId()}
          card={(event) => <EventCard event={event} />}
          empty={
            <EmptyState
              icon="live"
              title={feed.state.value === 'live' ? 'Waiting for events' : 'Not connected yet'}
            >
              <p>New events appear here the moment they are recorded.</p>
            </EmptyState>
          }
        />
      </div>
      <EventDrawer rows={rows} />
    </>
  )
}
