import { useComputed, useSignal } from '@preact/signals'
import type { PipelineStatus } from '../../../analytics/contract/pipeline.ts'
import { errorText } from '../../lib/error-text.ts'
import { count, humanize } from '../../lib/format.ts'
import { takeUpAgain } from '../../models/collection.ts'
import type { Resource } from '../../models/resource.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'

type Reason = PipelineStatus['quarantined'][number]

type QuarantineSectionProps = { pipeline: Resource<PipelineStatus>; onTakenUp: () => void }

/** What became no event, and why; it can be taken up again once the reason is gone. */
export function QuarantineSection({ pipeline, onTakenUp }: QuarantineSectionProps) {
  const busyWith = useSignal<string | null>(null)
  const columns = useComputed(() => columnsOf(busyWith.value, takeUp))
  async function takeUp(reason: string): Promise<void> {
    if (busyWith.value !== null) return
    busyWith.value = reason
    try {
      const { taken, stored, stillQuarantined } = await takeUpAgain(reason)
      showToast(
        'positive',
        `${count(taken)} taken up again: ${count(stored)} stored, ${count(stillQuarantined)} still quarantined.`,
      )
    } catch (cause) {
      showToast('negative', `Nothing more was taken up: ${errorText(cause)}`)
    } finally {
      busyWith.value = null
      onTakenUp()
    }
  }
  return (
    <Section title="Quarantined" lead="What was taken and became no event. Nothing of it is lost.">
      <Table
        caption="Quarantined items by reason"
        columns={columns.value}
        rows={pipeline.data.value?.quarantined ?? null}
        rowKey={({ source, reason }) => `${source}/${reason}`}
        error={pipeline.data.value === null ? pipeline.error.value : null}
        onRetry={() => void pipeline.load()}
        skeletonRows={2}
        empty={
          <EmptyState icon="check" title="Nothing is quarantined">
            <p>Whatever was taken became an event.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

function columnsOf(busyWith: string | null, takeUp: (reason: string) => void): readonly Column<Reason>[] {
  const columns: Column<Reason>[] = [
    { key: 'reason', header: 'Reason', share: 40, cell: ({ reason }) => <b>{humanize(reason)}</b> },
    { key: 'source', header: 'From', cell: ({ source }) => humanize(source) },
    { key: 'items', header: 'Items', align: 'end', cell: ({ items }) => count(items) },
    { key: 'latest', header: 'Latest', cell: ({ latest_at }) => <RelativeTime at={latest_at} /> },
  ]
  if (!may('sync:run')) return columns
  return [
    ...columns,
    {
      key: 'again',
      header: 'Action',
      cell: ({ reason }) => (
        <Button size="small" busy={busyWith === reason} onClick={() => takeUp(reason)}>
          Take up again
          <span class="visually-hidden"> what is quarantined for {humanize(reason)}</span>
        </Button>
      ),
    },
  ]
}
