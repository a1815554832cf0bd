import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { Grant } from '../../../analytics/contract/tenancy.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { grantsModel } from '../../models/grants.ts'
import { may } from '../../models/session.ts'
import { membersModel } from '../../models/team.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge, StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { anyChoice } from '../../parts/choices.ts'
import { type Choice, Select } from '../../parts/field.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { GrantDrawer, type NameOf } from './grant-drawer.tsx'
import { NewGrantDrawer } from './new-grant-drawer.tsx'

const statusLabels = {
  requested: 'Waiting for approval',
  active: 'Active',
  refused: 'Refused',
  revoked: 'Revoked',
  expired: 'Expired',
} satisfies Record<Grant['status'], string>
const statusChoices: readonly Choice[] = [anyChoice, ...Object.entries(statusLabels)]

const columnsWith = (nameOf: NameOf): readonly Column<Grant>[] => [
  { key: 'who', header: 'Who', cell: ({ subject_label }) => <b>{subject_label}</b>, share: 22 },
  {
    key: 'what',
    header: 'What',
    share: 26,
    cell: ({ effect, permission }) => (
      <>
        <Badge tone={effect === 'deny' ? 'critical' : 'neutral'}>
          {effect === 'deny' ? 'Deny' : 'Allow'}
        </Badge>{' '}
        <code>{permission}</code>
      </>
    ),
  },
  { key: 'where', header: 'Where', cell: ({ scope_label }) => scope_label, share: 20 },
  { key: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    key: 'expires',
    header: 'Expires',
    cell: ({ expires_at }) =>
      expires_at === null ? <span class="muted">Never</span> : <RelativeTime at={expires_at} />,
  },
  { key: 'by', header: 'Requested by', cell: ({ requested_by }) => nameOf(requested_by), share: 18 },
]

/** Single permissions that someone has beside their role, or is denied; and those that wait for approval. */
export function GrantsPage() {
  const grants = useModel(grantsModel)
  const members = useModel(membersModel)
  const creating = useSignal(false)
  const status = query.value.get('status') ?? ''
  useEffect(() => void grants.load(), [grants, status])
  const rows = grants.rows.value
  const nameOf: NameOf = (userId) =>
    members.rows.value?.find(({ user_id }) => user_id === userId)?.name ?? userId
  const columns = useMemo(() => columnsWith(nameOf), [members.rows.value])
  const reload = () => void grants.load({ keepRows: true })
  const openId = query.value.get('grant')
  const open = rows?.find(({ id }) => id === openId)

  return (
    <>
      <PageHeader title="Grants and approvals" lead="Permissions beside a role, for one place and for a time">
        {may('roles:write') && (
          <Button
            look="primary"
            icon="plus"
            onClick={() => {
              creating.value = true
            }}
          >
            New grant
          </Button>
        )}
      </PageHeader>
      <Section
        title="Grants"
        lead="A privileged permission holds only once another person has approved it."
        actions={
          <Select
            label="Status"
            value={status}
            choices={statusChoices}
            onChange={(value) => setQuery({ status: value })}
          />
        }
      >
        <Table
          caption="Grants, newest first"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => hrefWith({ grant: id })}
          openKey={openId}
          error={grants.error.value}
          onRetry={reload}
          more={{
            has: grants.hasMore.value,
            loading: grants.loadingMore.value,
            load: () => void grants.more(),
          }}
          skeletonRows={4}
          empty={
            status === '' ? (
              <EmptyState icon="key" title="No grant has been needed yet">
                <p>Roles say what members may do. A grant adds or denies one permission, for a time.</p>
              </EmptyState>
            ) : (
              <EmptyState icon="search" title="No grant is in this state">
                <p>
                  <Button onClick={() => setQuery({ status: null })}>Show all</Button>
                </p>
              </EmptyState>
            )
          }
        />
      </Section>
      {creating.value && (
        <NewGrantDrawer
          onDone={reload}
          onClose={() => {
            creating.value = false
          }}
        />
      )}
      {open && (
        <GrantDrawer
          key={open.id}
          grant={open}
          nameOf={nameOf}
          onChanged={reload}
          onClose={() => setQuery({ grant: null })}
        />
      )}
    </>
  )
}
