import { useEffect } from 'preact/hooks'
import type { RescanItem } from '../../../analytics/contract/evidence.ts'
import { api } from '../../lib/api.ts'
import { count, dayText, duration } from '../../lib/format.ts'
import { nowMs } from '../../models/clock.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { differenceWords, isUnderWay, rescansModel, scannedWords } from '../../models/evidence.ts'
import { useForm } from '../../models/form.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { Progress } from '../../parts/progress.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'

/** Today's detectors over what came before: begin a rescan, watch it, see what it changed. */
export function RescanPage() {
  const list = useModel(rescansModel)
  useEffect(() => void list.load(), [list])
  const rows = list.rows.value
  return (
    <>
      <PageHeader
        title="Rescan"
        lead="Reads past events again with the detectors, exceptions and levels of today, and corrects every list and figure."
      />
      {may('detectors:write') && (
        <StartSection isBusy={rows?.some(isUnderWay) ?? true} onStarted={() => void list.load()} />
      )}
      <Section
        title="Rescans"
        lead="Originals are read where they are kept. Of other events only the redacted excerpt is known: it can add findings, and takes none back."
      >
        <Table
          caption="Rescans, newest first"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          error={list.error.value}
          onRetry={() => void list.load()}
          more={{ has: list.hasMore.value, loading: list.loadingMore.value, load: () => void list.more() }}
          skeletonRows={3}
          empty={
            <EmptyState icon="refresh" title="Nothing was scanned again yet">
              <p>After a detector changed, let it read what came before.</p>
            </EmptyState>
          }
        />
      </Section>
    </>
  )
}

type StartProps = { isBusy: boolean; onStarted: () => void }

function StartSection({ isBusy, onStarted }: StartProps) {
  const form = useForm(() => ({
    initial: { days: '30' },
    check: ({ days }) => ({
      days: /^[1-9]\d{0,2}$/.test(days.trim()) ? null : 'Enter a number of days, at most 760.',
    }),
    async send({ days }) {
      const { events_total } = await api('POST /compliance/backfill', { query: { days: Number(days) } })
      showToast('positive', `${count(events_total)} events are read again.`)
      onStarted()
    },
  }))
  return (
    <Section title="Begin" lead="One at a time. It goes on by itself, also after an interruption.">
      <div class="section-body section-form">
        <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
          <Field
            label="Days back"
            type="number"
            inputMode="numeric"
            hint="Events that happened since then."
            {...form.field('days')}
          />
          <div class="form-actions">
            <Button type="submit" look="primary" icon="refresh" busy={form.busy.value} disabled={isBusy}>
              Scan again
            </Button>
          </div>
        </Form>
      </div>
    </Section>
  )
}

const columns: readonly Column<RescanItem>[] = [
  {
    key: 'started',
    header: 'Started',
    share: 19,
    cell: ({ created_at, from }) => (
      <span class="two-lines">
        <LogTime at={created_at} />
        <span class="muted">Events since {dayText(from.slice(0, 10))}</span>
      </span>
    ),
  },
  { key: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { key: 'progress', header: 'Progress', cell: (rescan) => <RescanProgress rescan={rescan} /> },
  {
    key: 'scanned',
    header: 'What was read',
    share: 24,
    wideInCard: true,
    cell: (rescan) => <span class="cell-words">{scannedWords(rescan)}</span>,
  },
  {
    key: 'corrected',
    header: 'Corrected',
    align: 'end',
    cell: ({ corrected }) => count(corrected),
  },
  {
    key: 'difference',
    header: 'What changed',
    share: 22,
    wideInCard: true,
    cell: (rescan) => <Difference rescan={rescan} />,
  },
  { key: 'took', header: 'Took', align: 'end', cell: (rescan) => <Took rescan={rescan} /> },
  {
    key: 'remark',
    header: 'Remark',
    share: 9,
    cell: ({ last_error }) =>
      last_error === null ? <span class="muted">–</span> : <span title={last_error}>{last_error}</span>,
  },
]

function RescanProgress({ rescan }: { rescan: RescanItem }) {
  if (!isUnderWay(rescan)) return <>{count(rescan.events_read)} events</>
  return <Progress share={rescan.progress} label="Events read again" />
}

function Difference({ rescan }: { rescan: RescanItem }) {
  const words = differenceWords(rescan, detectorLabel)
  return words === '' ? <span class="muted">–</span> : <span class="cell-words">{words}</span>
}

function Took({ rescan: { created_at, finished_at } }: { rescan: RescanItem }) {
  const endMs = finished_at === null ? nowMs() : Date.parse(finished_at)
  return <>{duration(Math.max(0, endMs - Date.parse(created_at)))}</>
}
