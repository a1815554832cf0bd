import type { Project } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { useConfirm } from '../../parts/confirm.tsx'
import { Fact, Facts, Id, Part } from '../../parts/facts.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { ScopedMembers } from './scoped-members.tsx'

type ProjectDetailsProps = { project: Project; onChanged: () => void; onGone: () => void }

/** One project: its members, its name, and the way out. */
export function ProjectDetails({ project, onChanged, onGone }: ProjectDetailsProps) {
  const params = { id: project.id }
  const form = useForm(() => ({
    initial: { name: project.name },
    check: ({ name }) => ({ name: missing(name, 'Name the project.') }),
    async send({ name }) {
      await api('PATCH /projects/:id', { params, body: { name } })
      showToast('positive', 'The project is renamed.')
      onChanged()
    },
  }))
  const remove = async () => {
    await api('DELETE /projects/:id', { params })
    showToast('positive', `The project ${project.name} is deleted.`)
    onGone()
    onChanged()
  }
  const deletion = useConfirm({
    title: `Delete the project ${project.name}?`,
    confirm: 'Delete',
    onConfirm: remove,
    children: <p>Roles given in it go with it. Events that name it stay.</p>,
  })
  return (
    <>
      <Facts>
        <Fact name="Project id" wide>
          <Id text={project.id} what="project id" />
        </Fact>
      </Facts>
      <Part title="Members">
        <ScopedMembers kind="projects" id={project.id} onChanged={onChanged} />
      </Part>
      {may('workspaces:write') && (
        <Part title="Settings">
          <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
            <Field label="Name" autoComplete="off" {...form.field('name')} required />
            <div class="form-actions">
              <Button look="danger" onClick={deletion.ask}>
                Delete project
              </Button>
              <Button type="submit" busy={form.busy.value}>
                Rename
              </Button>
            </div>
          </Form>
        </Part>
      )}
      {deletion.dialog}
    </>
  )
}
