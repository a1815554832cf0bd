import type { Project } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { count } from '../../lib/format.ts'
import { hrefWith } from '../../lib/router.ts'
import { missing, useForm } from '../../models/form.ts'
import type { PagedList } from '../../models/paged-list.ts'
import { may } from '../../models/session.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'

type ProjectListProps = { workspaceId: string; projects: PagedList<Project>; onChanged: () => void }

/** The projects of a workspace, each of which opens, and a line that adds one. */
export function ProjectList({ workspaceId, projects, onChanged }: ProjectListProps) {
  const items = projects.rows.value
  const form = useForm(() => ({
    initial: { name: '' },
    check: ({ name }) => ({ name: missing(name, 'Name the project.') }),
    async send({ name }) {
      await api('POST /projects', { body: { workspace_id: workspaceId, name } })
      form.set({ name: '' })
      onChanged()
    },
  }))
  if (items === null && projects.error.value !== null) {
    return <ErrorState error={projects.error.value} onRetry={() => void projects.load()} />
  }
  return (
    <>
      {items === null && <Skeleton height={40} />}
      {items?.length === 0 && <p class="muted">No project yet.</p>}
      {items !== null && items.length > 0 && (
        <ul class="lines">
          {items.map(({ id, name, members }) => (
            <li key={id} class="line">
              <a href={hrefWith({ project: id })}>{name}</a>
              <span class="muted">
                {count(members)} {members === 1 ? 'member' : 'members'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {projects.hasMore.value && (
        <Button size="small" busy={projects.loadingMore.value} onClick={() => void projects.more()}>
          Load more
        </Button>
      )}
      {may('workspaces:write') && (
        <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
          <div class="add-line">
            <Field label="New project" autoComplete="off" {...form.field('name')} />
            <Button type="submit" busy={form.busy.value}>
              Add
            </Button>
          </div>
        </Form>
      )}
    </>
  )
}
