import { useModel } from '../../models/use-model.ts'
import { projectsModel, workspacesModel } from '../../models/workspaces.ts'
import { type Choice, Field, Select } from '../../parts/field.tsx'

const typeChoices: readonly Choice[] = [
  ['organization', 'The whole organization'],
  ['workspace', 'One workspace'],
  ['project', 'One project'],
  ['resource', 'One thing'],
]

type IdField = { name: string; value: string; error: string | null; onInput: (value: string) => void }
type ScopeProps = { type: string; id: IdField; onType: (type: string) => void }

/** Where a grant holds. */
export function ScopeFields({ type, id, onType }: ScopeProps) {
  return (
    <div class="form-row">
      <Select label="Where" large value={type} choices={typeChoices} onChange={onType} />
      {type === 'workspace' && <WorkspaceSelect {...id} />}
      {type === 'project' && <ProjectSelect {...id} />}
      {type === 'resource' && (
        <Field label="Thing" hint="As kind/id: credential/…, api_key/…, event/…" autoComplete="off" {...id} />
      )}
    </div>
  )
}

function WorkspaceSelect({ value, error, onInput }: IdField) {
  const workspaces = useModel(workspacesModel)
  const items = workspaces.rows.value
  return (
    <Select
      label="Workspace"
      large
      value={value}
      error={error}
      choices={[
        ['', items === null ? 'Loading…' : 'Choose…'],
        ...(items ?? []).map(({ id, name }): Choice => [id, name]),
      ]}
      onChange={onInput}
    />
  )
}

function ProjectSelect({ value, error, onInput }: IdField) {
  const projects = useModel(() => projectsModel(null))
  const items = projects.rows.value
  return (
    <Select
      label="Project"
      large
      value={value}
      error={error}
      choices={[
        ['', items === null ? 'Loading…' : 'Choose…'],
        ...(items ?? []).map(({ id, name }): Choice => [id, name]),
      ]}
      onChange={onInput}
    />
  )
}
