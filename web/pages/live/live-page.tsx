import { useSignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { AegisEvent } from '../../../analytics/contract/event.ts'
import type { LiveFilter } from '../../../analytics/contract/live.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { count } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { feedRowsMax, type LiveFeed, liveFeed } from '../../models/live-feed.ts'
import { personName } from '../../models/top.ts'
import { Button } from '../../parts/button.tsx'
import { severityChoices, severityNamed, vendorChoices } from '../../parts/choices.ts'
import { EventCard, eventColumns } from '../../parts/events/event-columns.tsx'
import { EventDrawer, eventHref, openEventId } from '../../parts/events/event-drawer.tsx'
import { Checkbox, SearchField, Select } from '../../parts/field.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { VirtualTable } from '../../parts/virtual-table.tsx'
import { LiveNotices } from './live-notices.tsx'
import './live-page.css'
import { LiveStatus } from './live-status.tsx'
import { RateGraph } from './rate-graph.tsx'

const onlyViolationsName = 'only_violations'

/** What happens now. A changed filter starts a new feed. */
export function LivePage() {
  const filter: LiveFilter = {
    severity: severityNamed(query.value.get('severity')),
    vendorId: query.value.get('vendor_id'),
    onlyViolations: query.value.get(onlyViolationsName) === 'true',
  }
  const words = useSignal('')
  const feed = useFeed(filter)
  return (
    <>
      <PageHeader title="Live" lead={`As it happens, the newest ${feedRowsMax} events`}>
        {feed && <LiveStatus state={feed.state.value} />}
      </PageHeader>
      {feed && (
        <section class="card live-rate" aria-label="Rate">
          <RateGraph rates={feed.rates.value} perSecond={feed.perSecond.value} />
        </section>
      )}
      <div class="card live-controls">
        <LiveFilters filter={filter} />
        <SearchField
          label="Person, model or operation"
          value={words.value}
          onInput={(value) => {
            words.value = value
          }}
        />
        {feed && <FeedButtons feed={feed} />}
      </div>
      {feed && <LiveNotices feed={feed} filter={filter} />}
      {feed && <FeedTable feed={feed} words={words.value.trim().toLowerCase()} />}
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
        {isPaused ? `Continue (${count(feed.waiting.value)} waiting)` : 'Pause'}
      </Button>
      <Button icon="close" disabled={feed.rows.value.length === 0} onClick={feed.clear}>
        Clear
      </Button>
    </div>
  )
}

/** Whether an event has the words in what its row shows. */
function holds(event: AegisEvent, words: string): boolean {
  const { actor_id, vendor_id, model, operation } = event
  return [personName(event), actor_id, vendorLabel(vendor_id), model, operation].some(
    (text) => text?.toLowerCase().includes(words) ?? false,
  )
}

function FeedTable({ feed, words }: { feed: LiveFeed; words: string }) {
  const all = feed.rows.value
  const rows = words === '' ? all : all.filter((event) => holds(event, words))
  return (
    <>
      <p class="visually-hidden" role="status">
        {feed.announcement.value}
      </p>
      <div class="card live-feed">
        <VirtualTable
          caption="Live events, newest first"
          columns={eventColumns}
          rows={rows}
          rowKey={(event) => event.id}
          rowHref={eventHref}
          openKey={openEventId()}
          card={(event) => <EventCard event={event} />}
          density="comfortable"
          total={rows.length}
          onRetry={feed.resume}
          empty={<NothingYet feed={feed} isFiltered={all.length > 0} />}
        />
      </div>
      <EventDrawer rows={rows} />
    </>
  )
}

function NothingYet({ feed, isFiltered }: { feed: LiveFeed; isFiltered: boolean }) {
  if (isFiltered) return <EmptyState icon="search" title="None of the newest events has these words" />
  return (
    <EmptyState icon="live" title={feed.state.value === 'live' ? 'Waiting for events' : 'Not connected yet'}>
      <p>
        New events appear here the moment they are recorded. What came before is under{' '}
        <a href="/activity">Activity</a>.
      </p>
    </EmptyState>
  )
}
