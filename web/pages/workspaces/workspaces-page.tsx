import { useSignal } from '@preact/signals'
import type { Workspace } from '../../../analytics/contract/tenancy.ts'
import { count, humanize } from '../../lib/format.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { workspacesModel } from '../../models/workspaces.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { NewWorkspaceDrawer } from './new-workspace-drawer.tsx'
import { WorkspaceDrawer } from './workspace-drawer.tsx'
import './workspaces.css'

const columns: readonly Column<Workspace>[] = [
  { key: 'name', header: 'Workspace', cell: ({ name }) => <b>{name}</b>, share: 30 },
  {
    key: 'environment',
    header: 'Environment',
    cell: ({ environment }) => (
      <Badge tone={environment === 'production' ? 'low' : 'neutral'}>{humanize(environment)}</Badge>
    ),
  },
  { key: 'region', header: 'Region', cell: ({ region }) => region.toUpperCase() },
  { key: 'projects', header: 'Projects', align: 'end', cell: ({ projects }) => count(projects) },
  { key: 'members', header: 'Members', align: 'end', cell: ({ members }) => count(members) },
  { key: 'created', header: 'Created', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
]

/** The parts of the organization, each with an environment, a region, projects and members of its own. */
export function WorkspacesPage() {
  const workspaces = useModel(workspacesModel)
  const creating = useSignal(false)
  const rows = workspaces.rows.value
  const openId = query.value.get('workspace')
  const open = rows?.find(({ id }) => id === openId)
  const reload = () => void workspaces.load({ keepRows: true })
  return (
    <>
      <PageHeader title="Workspaces" lead="Parts of the organization, with projects and members of their own">
        {may('workspaces:write') && (
          <Button
            look="primary"
            icon="plus"
            onClick={() => {
              creating.value = true
            }}
          >
            New workspace
          </Button>
        )}
      </PageHeader>
      <div class="card">
        <Table
          caption="Workspaces"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => hrefWith({ workspace: id })}
          openKey={openId}
          error={workspaces.error.value}
          onRetry={reload}
          more={{
            has: workspaces.hasMore.value,
            loading: workspaces.loadingMore.value,
            load: () => void workspaces.more(),
          }}
          skeletonRows={3}
          empty={
            <EmptyState icon="layers" title="No workspace yet">
              <p>Everything is in the organization as a whole. A workspace sets a part of it aside.</p>
            </EmptyState>
          }
        />
      </div>
      {creating.value && (
        <NewWorkspaceDrawer
          onDone={reload}
          onClose={() => {
            creating.value = false
          }}
        />
      )}
      {open && (
        <WorkspaceDrawer
          key={open.id}
          workspace={open}
          onChanged={reload}
          onClose={() => setQuery({ workspace: null, project: null })}
        />
      )}
    </>
  )
}
