import { useComputed, useSignal } from '@preact/signals'
import type { Rotation } from '../../../analytics/contract/encryption.ts'
import type { MemberItem } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { count, duration } from '../../lib/format.ts'
import { nowMs } from '../../models/clock.ts'
import type { KeyRing } from '../../models/encryption.ts'
import { makerOf, makersModel } from '../../models/makers.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Section } from '../../parts/page-header.tsx'
import { Progress } from '../../parts/progress.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'
import './encryption.css'

type Scope = Rotation['scope']

const scopeWords = {
  data_keys: {
    label: 'New data keys',
    question: 'Take new data keys into use?',
    text: 'Everything new is sealed with them at once. Secrets are sealed again in the background; records of events keep their key until they expire. All of it opens at any moment.',
  },
  wrapping: {
    label: 'Data keys wrapped anew',
    question: 'Wrap the data keys anew?',
    text: 'Every data key that is under an older wrapping key is wrapped by the active one. No record is touched.',
  },
} as const satisfies Record<Scope, unknown>

type RotationsSectionProps = { ring: KeyRing | null; onStarted: () => void }

/** The rotations so far, with the progress of the one that runs. */
export function RotationsSection({ ring, onStarted }: RotationsSectionProps) {
  const asked = useSignal<Scope | null>(null)
  const makers = useModel(makersModel)
  const columns = useComputed(() => columnsOf(makers.rows.value ?? []))
  const isRunning = ring?.rotations.some(({ status }) => status === 'running') ?? false
  const ask = (scope: Scope) => () => {
    asked.value = scope
  }
  return (
    <Section
      title="Rotations"
      lead="Keys are renewed in the background without a pause."
      actions={
        may('encryption:write') && (
          <>
            <Button disabled={ring === null || isRunning} onClick={ask('wrapping')}>
              Wrap anew
            </Button>
            <Button icon="refresh" disabled={ring === null || isRunning} onClick={ask('data_keys')}>
              New data keys
            </Button>
          </>
        )
      }
    >
      <Table
        caption="Rotations, newest first"
        columns={columns.value}
        rows={ring?.rotations ?? null}
        rowKey={({ id }) => id}
        skeletonRows={2}
        empty={
          <EmptyState icon="refresh" title="No key has been rotated yet">
            <p>Take new data keys into use at any time: nothing stands still meanwhile.</p>
          </EmptyState>
        }
      />
      {asked.value && (
        <RotateDialog
          scope={asked.value}
          onStarted={onStarted}
          onClose={() => {
            asked.value = null
          }}
        />
      )}
    </Section>
  )
}

type RotateDialogProps = { scope: Scope; onStarted: () => void; onClose: () => void }

function RotateDialog({ scope, onStarted, onClose }: RotateDialogProps) {
  const { question, text, label } = scopeWords[scope]
  const start = async () => {
    await api('POST /encryption/rotate', { body: { scope } })
    showToast('positive', 'The rotation has begun.')
    onStarted()
    onClose()
  }
  return (
    <ConfirmDialog
      title={question}
      confirm={label === 'New data keys' ? 'Rotate' : 'Wrap anew'}
      onConfirm={start}
      onClose={onClose}
    >
      <p>{text}</p>
    </ConfirmDialog>
  )
}

const columnsOf = (members: readonly MemberItem[]): readonly Column<Rotation>[] => [
  { key: 'started', header: 'Started', cell: ({ started_at }) => <LogTime at={started_at} /> },
  { key: 'scope', header: 'What', cell: ({ scope }) => scopeWords[scope].label },
  { key: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { key: 'progress', header: 'Progress', cell: (rotation) => <RotationProgress rotation={rotation} /> },
  { key: 'took', header: 'Took', align: 'end', cell: (rotation) => <Took rotation={rotation} /> },
  {
    key: 'by',
    header: 'Started by',
    share: 16,
    cell: ({ started_by }) => <span title={started_by}>{makerOf(started_by, members)}</span>,
  },
  {
    key: 'remark',
    header: 'Remark',
    share: 24,
    cell: ({ error, failed }) => <Remark text={error ?? failedText(failed)} />,
  },
]

function RotationProgress({ rotation: { done, total, status, scope } }: { rotation: Rotation }) {
  if (status === 'running') {
    return (
      <span class="rotation-progress">
        <Progress share={total === 0 ? 0 : done / total} label={`${scopeWords[scope].label}: sealed again`} />
        <span class="muted">
          {count(done)} of {count(total)}
        </span>
      </span>
    )
  }
  return <>{count(done)} renewed</>
}

function Took({ rotation: { started_at, finished_at } }: { rotation: Rotation }) {
  const endMs = finished_at === null ? nowMs() : Date.parse(finished_at)
  return <>{duration(Math.max(0, endMs - Date.parse(started_at)))}</>
}

function failedText(failed: number): string | null {
  if (failed === 0) return null
  return `${count(failed)} ${failed === 1 ? 'record' : 'records'} could not be opened and stayed as they were.`
}

function Remark({ text }: { text: string | null }) {
  return text === null ? <span class="muted">–</span> : <span title={text}>{text}</span>
}
