import { useSignal } from '@preact/signals'
import type { RoleItem } from '../../../analytics/contract/tenancy.ts'
import { count } from '../../lib/format.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { may } from '../../models/session.ts'
import { rolesModel } from '../../models/team.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { NewRoleDrawer, RoleDrawer } from './role-drawer.tsx'

const typeLabels = {
  built_in: 'Built in',
  template: 'For a workspace or project',
  custom: 'Custom',
} satisfies Record<RoleItem['type'], string>

const columns: readonly Column<RoleItem>[] = [
  { key: 'label', header: 'Role', cell: ({ label }) => <b>{label}</b> },
  {
    key: 'description',
    header: 'What it is for',
    share: 50,
    wideInCard: true,
    cell: ({ description }) => <span title={description}>{description}</span>,
  },
  {
    key: 'type',
    header: 'Kind',
    wideInCard: true,
    cell: ({ type }) => <Badge tone={type === 'custom' ? 'low' : 'neutral'}>{typeLabels[type]}</Badge>,
  },
  {
    key: 'permissions',
    header: 'Permissions',
    align: 'end',
    cell: ({ permissions }) => count(permissions.length),
  },
  { key: 'members', header: 'Members', align: 'end', cell: ({ members }) => count(members) },
]

/** What can be given to members: built-in roles, templates for a part, and the organization's own. */
export function RolesPage() {
  const roles = useModel(rolesModel)
  const creating = useSignal(false)
  const openId = query.value.get('role')
  const open = roles.data.value?.find(({ id }) => id === openId)
  const reload = () => void roles.load()
  return (
    <>
      <PageHeader title="Roles" lead="Sets of permissions that are given to members">
        {may('roles:write') && (
          <Button
            look="primary"
            icon="plus"
            onClick={() => {
              creating.value = true
            }}
          >
            New role
          </Button>
        )}
      </PageHeader>
      <div class="card">
        <Table
          caption="Roles"
          columns={columns}
          rows={roles.data.value}
          rowKey={({ id }) => id}
          rowHref={({ id }) => hrefWith({ role: id })}
          openKey={openId}
          error={roles.error.value}
          onRetry={reload}
        />
      </div>
      {creating.value && (
        <NewRoleDrawer
          onChanged={reload}
          onClose={() => {
            creating.value = false
          }}
        />
      )}
      {open && (
        <RoleDrawer key={open.id} role={open} onChanged={reload} onClose={() => setQuery({ role: null })} />
      )}
    </>
  )
}
