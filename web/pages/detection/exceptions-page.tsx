import { useComputed, useSignal } from '@preact/signals'
import type { AllowanceItem } from '../../../analytics/contract/compliance.ts'
import type { MemberItem } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { query, setQuery } from '../../lib/router.ts'
import { nowMs } from '../../models/clock.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { exceptionsModel, hasEnded } from '../../models/exceptions.ts'
import { makerOf, makersModel } from '../../models/makers.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import './exceptions.css'
import { NewExceptionDrawer } from './new-exception-drawer.tsx'

const pageRows = 50

/** Values that are known and harmless, and pass without being reported. */
export function ExceptionsPage() {
  const exceptions = useModel(exceptionsModel)
  const members = useModel(makersModel)
  const removing = useSignal<AllowanceItem | null>(null)
  const mayChange = may('detectors:write')
  const columns = useComputed(() =>
    columnsOf(members.rows.value ?? [], mayChange, (item) => {
      removing.value = item
    }),
  )
  const isAdding = query.value.has('new') && mayChange
  return (
    <>
      <PageHeader
        title="Exceptions"
        lead="Known values that pass unreported. A value is never shown again: a hint stands for it."
      >
        {mayChange && (
          <Button look="primary" icon="plus" onClick={() => setQuery({ new: '1' })}>
            New exception
          </Button>
        )}
      </PageHeader>
      <div class="card">
        <Table
          caption="Exceptions"
          columns={columns.value}
          rows={exceptions.data.value}
          rowKey={({ id }) => id}
          pageRows={pageRows}
          error={exceptions.error.value}
          onRetry={() => void exceptions.load()}
          skeletonRows={4}
          empty={
            <EmptyState icon="check" title="No exception">
              <p>
                Whatever detectors find is reported. Add a value that may pass, such as the address of your
                own support.
              </p>
            </EmptyState>
          }
        />
      </div>
      {isAdding && (
        <NewExceptionDrawer
          code={query.value.get('detector') ?? ''}
          onAdded={() => void exceptions.load()}
          onClose={() => setQuery({ new: null, detector: null })}
        />
      )}
      {removing.value && (
        <RemoveDialog
          item={removing.value}
          onRemoved={() => void exceptions.load()}
          onClose={() => {
            removing.value = null
          }}
        />
      )}
    </>
  )
}

function columnsOf(
  members: readonly MemberItem[],
  mayChange: boolean,
  remove: (item: AllowanceItem) => void,
): readonly Column<AllowanceItem>[] {
  const columns: Column<AllowanceItem>[] = [
    { key: 'hint', header: 'Value', cell: ({ hint }) => <code>{hint}</code> },
    { key: 'code', header: 'Detector', share: 20, cell: ({ code }) => <DetectorName code={code} /> },
    {
      key: 'reason',
      header: 'Reason',
      share: 32,
      cell: ({ reason }) => <span title={reason}>{reason}</span>,
    },
    { key: 'by', header: 'By', share: 14, cell: ({ created_by }) => makerOf(created_by, members) },
    { key: 'created', header: 'Made', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
    { key: 'until', header: 'Until', cell: (item) => <Until item={item} /> },
  ]
  if (!mayChange) return columns
  return [
    ...columns,
    {
      key: 'remove',
      header: 'Action',
      cell: (item) => (
        <Button size="small" onClick={() => remove(item)}>
          Remove
          <span class="visually-hidden"> the exception for {item.hint}</span>
        </Button>
      ),
    },
  ]
}

/** A component of its own, so that it is drawn again when the labels have come. */
function DetectorName({ code }: { code: string | null }) {
  return <>{code === null ? 'All detectors' : detectorLabel(code)}</>
}

function Until({ item }: { item: AllowanceItem }) {
  if (item.expires_at === null) return <>It is removed</>
  if (!hasEnded(item, nowMs())) return <RelativeTime at={item.expires_at} />
  return (
    <span class="until">
      <Badge tone="medium">Ended</Badge> <RelativeTime at={item.expires_at} />
    </span>
  )
}

type RemoveProps = { item: AllowanceItem; onRemoved: () => void; onClose: () => void }

function RemoveDialog({ item, onRemoved, onClose }: RemoveProps) {
  const remove = async () => {
    await api('DELETE /compliance/allowances/:id', { params: { id: item.id } })
    showToast('positive', 'The exception is removed: the value is reported again.')
    onRemoved()
    onClose()
  }
  return (
    <ConfirmDialog
      title={`Remove the exception for ${item.hint}?`}
      confirm="Remove"
      onConfirm={remove}
      onClose={onClose}
    >
      <p>
        {item.code === null
          ? 'All detectors report it again'
          : `${detectorLabel(item.code)} reports it again`}{' '}
        in what arrives from now on.
      </p>
    </ConfirmDialog>
  )
}
