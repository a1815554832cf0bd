import type { Workspace } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { query, setQuery } from '../../lib/router.ts'
import { missing, useForm } from '../../models/form.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { projectsModel } from '../../models/workspaces.ts'
import { Button } from '../../parts/button.tsx'
import { environmentChoices } from '../../parts/choices.ts'
import { useConfirm } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Id, Part } from '../../parts/facts.tsx'
import { Field, Form, Select, TextArea } from '../../parts/field.tsx'
import { ProjectDetails } from './project-details.tsx'
import { ProjectList } from './project-list.tsx'
import { ScopedMembers } from './scoped-members.tsx'

type WorkspaceDrawerProps = { workspace: Workspace; onChanged: () => void; onClose: () => void }

/** One workspace, or one of its projects where the address names it. */
export function WorkspaceDrawer({ workspace, onChanged, onClose }: WorkspaceDrawerProps) {
  const projects = useModel(() => projectsModel(workspace.id))
  const reload = () => {
    void projects.load({ keepRows: true })
    onChanged()
  }
  const project = projects.rows.value?.find(({ id }) => id === query.value.get('project'))
  if (project) {
    const back = () => setQuery({ project: null })
    return (
      <Drawer
        key="project"
        title={project.name}
        actions={
          <Button look="quiet" icon="chevronLeft" label={`Back to ${workspace.name}`} onClick={back} />
        }
        onClose={onClose}
      >
        <ProjectDetails key={project.id} project={project} onChanged={reload} onGone={back} />
      </Drawer>
    )
  }
  return (
    <Drawer key="workspace" title={workspace.name} onClose={onClose}>
      <Facts>
        <Fact name="Region">{workspace.region.toUpperCase()}</Fact>
        <Fact name="Environment">
          {environmentChoices.find(([value]) => value === workspace.environment)?.[1]}
        </Fact>
        <Fact name="Workspace id" wide>
          <Id text={workspace.id} what="workspace id" />
        </Fact>
      </Facts>
      <Part title="Projects">
        <ProjectList workspaceId={workspace.id} projects={projects} onChanged={reload} />
      </Part>
      <Part title="Members">
        <ScopedMembers kind="workspaces" id={workspace.id} onChanged={onChanged} />
      </Part>
      {may('workspaces:write') && <Settings workspace={workspace} onChanged={onChanged} onClose={onClose} />}
    </Drawer>
  )
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

function Settings({ workspace, onChanged, onClose }: WorkspaceDrawerProps) {
  const params = { id: workspace.id }
  const form = useForm(() => ({
    initial: {
      name: workspace.name,
      environment: workspace.environment as string,
      vendor_projects: workspace.vendor_projects.join('\n'),
    },
    check: ({ name }) => ({ name: missing(name, 'Name the workspace.') }),
    async send({ name, environment, vendor_projects }) {
      const body = {
        name,
        environment: environment as Workspace['environment'],
        ...(vendor_projects === workspace.vendor_projects.join('\n')
          ? {}
          : { vendor_projects: linesOf(vendor_projects) }),
      }
      await api('PATCH /workspaces/:id', { params, body })
      showToast('positive', 'The workspace is changed.')
      onChanged()
    },
  }))
  const environment = form.field('environment')
  const remove = async () => {
    await api('DELETE /workspaces/:id', { params })
    showToast('positive', `The workspace ${workspace.name} is deleted.`)
    onChanged()
    onClose()
  }
  const deletion = useConfirm({
    title: `Delete the workspace ${workspace.name}?`,
    confirm: 'Delete',
    typed: { label: `Type ${workspace.name} to confirm`, text: workspace.name },
    onConfirm: remove,
    children: <p>Roles given in it go with it. A workspace that has projects is not deleted.</p>,
  })
  return (
    <>
      <Part title="Settings">
        <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
          <div class="form-row">
            <Field label="Name" autoComplete="off" {...form.field('name')} required />
            <Select
              label="Environment"
              large
              value={environment.value}
              error={environment.error}
              choices={environmentChoices}
              onChange={environment.onInput}
            />
          </div>
          <TextArea
            label="Projects at vendors"
            hint="One on a line, as vendors’ reports call them: from their next reading on, their usage counts for this workspace."
            {...form.field('vendor_projects')}
          />
          <div class="form-actions">
            <Button look="danger" onClick={deletion.ask}>
              Delete workspace
            </Button>
            <Button type="submit" busy={form.busy.value}>
              Save
            </Button>
          </div>
        </Form>
      </Part>
      {deletion.dialog}
    </>
  )
}
