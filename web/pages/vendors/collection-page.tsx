import { useEffect } from 'preact/hooks'
import type { PipelineStatus } from '../../../analytics/contract/pipeline.ts'
import { bytesText } from '../../lib/collection-words.ts'
import { count, duration } from '../../lib/format.ts'
import { query } from '../../lib/router.ts'
import { collectionModel } from '../../models/collection.ts'
import { useModel } from '../../models/use-model.ts'
import { vendorCatalogueModel } from '../../models/vendors.ts'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { ErrorState, StaleNotice } from '../../parts/states.tsx'
import { BreakersSection } from './breakers-section.tsx'
import { Notices } from './notices.tsx'
import { QuarantineSection } from './quarantine-section.tsx'
import { RunsSection } from './runs-section.tsx'
import { StreamsSection } from './streams-section.tsx'

/** What was taken from vendors against what was stored, and what holds the rest up. */
export function CollectionPage() {
  const model = useModel(collectionModel)
  const catalogue = useModel(vendorCatalogueModel)
  const { pipeline, runs, breakers } = model
  const filter = `${query.value.get('run_vendor') ?? ''}/${query.value.get('run_status') ?? ''}`
  useEffect(() => void runs.load(), [runs, filter])
  const status = pipeline.data.value
  const error = pipeline.error.value
  const reload = () => void pipeline.load()
  const vendors = catalogue.data.value
  return (
    <>
      <PageHeader
        title="Collection"
        lead="What was taken from vendors, what became of it, and what runs now"
      />
      <Notices />
      {status !== null && error !== null && <StaleNotice error={error} onRetry={reload} />}
      {status === null && error !== null ? (
        <div class="card">
          <ErrorState error={error} onRetry={reload} />
        </div>
      ) : (
        <Figures status={status} />
      )}
      <RunsSection runs={runs} vendors={vendors} />
      <BreakersSection breakers={breakers} vendors={vendors} />
      <QuarantineSection pipeline={pipeline} onTakenUp={reload} />
      <StreamsSection pipeline={pipeline} vendors={vendors} />
    </>
  )
}

function Figures({ status }: { status: PipelineStatus | null }) {
  const quarantined = status?.quarantined.reduce((sum, { items }) => sum + items, 0) ?? 0
  return (
    <dl class="kpis">
      <KpiCard
        label="Answers taken"
        value={status && count(status.raw.payloads_24h)}
        note={status ? `${bytesText(status.raw.bytes_24h)} from vendors, last 24 hours` : ''}
      />
      <KpiCard
        label="Events stored"
        value={status && count(status.structured.events_24h)}
        note={status ? storedNote(status) : ''}
      />
      <KpiCard
        label="Waiting in the log"
        value={status && count(status.log.rows_waiting)}
        note={status ? waitingNote(status) : ''}
      />
      <KpiCard
        label="Quarantined"
        value={status && count(quarantined)}
        note={quarantined === 0 ? 'Everything became an event' : 'Kept back, with their reasons below'}
      />
    </dl>
  )
}

function storedNote({ structured: { cost_lines_24h, audit_entries_24h } }: PipelineStatus): string {
  return `${count(cost_lines_24h)} cost lines and ${count(audit_entries_24h)} audit entries besides, last 24 hours`
}

function waitingNote({ log: { rows_waiting, oldest_waiting_s } }: PipelineStatus): string {
  return rows_waiting === 0 ? 'Everything is stored' : `The oldest for ${duration(oldest_waiting_s * 1000)}`
}
