import { useSignal } from '@preact/signals'
import type { EncryptionAudit } from '../../../analytics/contract/encryption.ts'
import { count, humanize } from '../../lib/format.ts'
import { proofModel, proofVerdict } from '../../models/encryption.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { VerdictLine } from '../../parts/verdict.tsx'
import './encryption.css'

/** Opens what is sealed, on demand, and says whether all of it could be opened. */
export function ProofSection() {
  const proof = useModel(proofModel)
  const busy = useSignal(false)
  const audit = proof.data.value
  const error = proof.error.value
  const check = async () => {
    busy.value = true
    await proof.load()
    busy.value = false
  }
  return (
    <Section
      title="Proof"
      lead="Opens what is sealed: secrets whole, of events a few under each key. It is noted in the audit log."
      actions={
        <Button icon="check" busy={busy.value} onClick={() => void check()}>
          Check that everything opens
        </Button>
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void check()} />}
      {error === null && audit !== null && <Result audit={audit} />}
      {error === null && audit === null && (
        <EmptyState icon="lock" title="Not checked on this visit">
          <p>The check opens each secret under the key that it names, and says which do not open.</p>
        </EmptyState>
      )}
    </Section>
  )
}

type Store = EncryptionAudit['stores'][number]
type Unreadable = EncryptionAudit['unreadable'][number]

function Result({ audit }: { audit: EncryptionAudit }) {
  const { isGood, text } = proofVerdict(audit)
  return (
    <>
      <div class="section-body" role="status">
        <VerdictLine isGood={isGood}>
          {text}{' '}
          <span class="proof-when">
            <RelativeTime at={audit.checked_at} />
          </span>
        </VerdictLine>
      </div>
      {audit.unreadable.length > 0 && (
        <Table
          caption="Records that do not open"
          columns={unreadableColumns}
          rows={audit.unreadable}
          rowKey={({ store, id }) => `${store}/${id}`}
          pageRows={20}
        />
      )}
      <Table
        caption="What was opened, by store and key"
        columns={storeColumns}
        rows={audit.stores}
        rowKey={({ store, dek_id }) => `${store}/${dek_id}`}
        pageRows={20}
      />
    </>
  )
}

const unreadableColumns: readonly Column<Unreadable>[] = [
  { key: 'store', header: 'Does not open', cell: ({ store }) => storeText(store) },
  { key: 'id', header: 'Record', share: 30, cell: ({ id }) => <code title={id}>{id}</code> },
  {
    key: 'reason',
    header: 'Reason',
    share: 44,
    cell: ({ reason }) => <span title={reason}>{humanize(reason)}</span>,
  },
]

const storeColumns: readonly Column<Store>[] = [
  { key: 'store', header: 'What', cell: ({ store }) => <b>{storeText(store)}</b> },
  {
    key: 'dek',
    header: 'Data key',
    share: 28,
    cell: ({ dek_id }) =>
      dek_id === '' ? <span class="muted">–</span> : <code title={dek_id}>{dek_id}</code>,
  },
  { key: 'kek', header: 'Wrapped by', cell: ({ kek_id }) => <code>{kek_id}</code> },
  { key: 'records', header: 'Records', align: 'end', cell: ({ records }) => count(records) },
  {
    key: 'opened',
    header: 'Opened',
    align: 'end',
    cell: ({ opened, sampled }) => (
      <>
        {count(opened)}
        {sampled && <span class="muted"> sampled</span>}
      </>
    ),
  },
  {
    key: 'unreadable',
    header: 'Unreadable',
    align: 'end',
    cell: ({ unreadable }) => (unreadable === 0 ? '0' : <Badge tone="critical">{count(unreadable)}</Badge>),
  },
]

/** `credentials.secret_envelope` is `Credentials, secret`. */
function storeText(store: string): string {
  const [table = '', column = ''] = store.replace(/_envelope$/, '').split('.')
  return column === '' ? humanize(table) : `${humanize(table)}, ${humanize(column).toLowerCase()}`
}
