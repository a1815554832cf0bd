import type { ApiKeyItem } from '../../../analytics/contract/api-keys.ts'
import { compactCount, count } from '../../lib/format.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { apiKeysModel } from '../../models/api-keys.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { KeyDrawer } from './key-drawer.tsx'
import { NewKeyDrawer } from './new-key-drawer.tsx'

const columns: readonly Column<ApiKeyItem>[] = [
  { key: 'name', header: 'Name', cell: ({ name }) => <b>{name}</b>, share: 22 },
  { key: 'prefix', header: 'Key', cell: ({ prefix }) => <code>{prefix}…</code>, share: 18 },
  { key: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    key: 'scopes',
    header: 'Scopes',
    share: 30,
    wideInCard: true,
    cell: ({ scopes }) => <span title={scopes.join(', ')}>{scopes.join(', ')}</span>,
  },
  {
    key: 'used',
    header: 'Last used',
    cell: ({ last_used_at }) =>
      last_used_at === null ? <span class="muted">Never</span> : <RelativeTime at={last_used_at} />,
  },
  {
    key: 'requests',
    header: 'Requests',
    align: 'end',
    cell: ({ requests }) => <span title={count(requests)}>{compactCount(requests)}</span>,
  },
]

/** The keys that programs call with. */
export function ApiKeysPage() {
  const keys = useModel(apiKeysModel)
  const rows = keys.rows.value
  const openId = query.value.get('key')
  const open = rows?.find(({ key_id }) => key_id === openId)
  const reload = () => void keys.load({ keepRows: true })
  const create = may('api_keys:write') && (
    <Button look="primary" icon="plus" onClick={() => setQuery({ new: '1' })}>
      New API key
    </Button>
  )
  return (
    <>
      <PageHeader title="API keys" lead="What programs call with. A secret is shown once and never stored.">
        {create}
      </PageHeader>
      <div class="card">
        <Table
          caption="API keys"
          columns={columns}
          rows={rows}
          rowKey={({ key_id }) => key_id}
          rowHref={({ key_id }) => hrefWith({ key: key_id })}
          openKey={openId}
          error={keys.error.value}
          onRetry={reload}
          more={{ has: keys.hasMore.value, loading: keys.loadingMore.value, load: () => void keys.more() }}
          skeletonRows={4}
          empty={
            <EmptyState icon="key" title="No API key yet">
              <p>A program needs one to push events or to ask for figures.</p>
            </EmptyState>
          }
        />
      </div>
      {query.value.has('new') && may('api_keys:write') && (
        <NewKeyDrawer onDone={reload} onClose={() => setQuery({ new: null })} />
      )}
      {open && (
        <KeyDrawer key={open.key_id} item={open} onChanged={reload} onClose={() => setQuery({ key: null })} />
      )}
    </>
  )
}
