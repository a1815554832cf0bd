import { useSignal } from '@preact/signals'
import type { Permission } from '../../../analytics/contract/permissions.ts'
import { api } from '../../lib/api.ts'
import { useForm } from '../../models/form.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { projectsModel, workspacesModel } from '../../models/workspaces.ts'
import { Button } from '../../parts/button.tsx'
import { expiryAt, expiryChoices } from '../../parts/choices.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { type Choice, Form, Select } from '../../parts/field.tsx'
import { KeyFields, keyBody, keyProblems } from './key-fields.tsx'
import { KeySecret } from './key-secret.tsx'

const everywhere: Choice = ['', 'The whole organization']

/** A new key, whose secret is shown once when it is made. */
export function NewKeyDrawer({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const scopes = useSignal<ReadonlySet<Permission>>(
    new Set<Permission>(may('ingest:write') ? ['ingest:write'] : []),
  )
  const secret = useSignal<string | null>(null)
  const workspaces = useModel(workspacesModel)
  const projects = useModel(() => projectsModel(null))
  const form = useForm(() => ({
    initial: {
      name: '',
      scopes: '',
      addresses: '',
      requests: '100',
      window_s: '60',
      workspace_id: '',
      project_id: '',
      expires_at: 'quarter',
    },
    check: (values) => keyProblems(values, scopes.value),
    async send(values) {
      const expiresAt = expiryAt(values.expires_at, Date.now())
      const key = await api('POST /api-keys', {
        body: {
          ...keyBody(values, scopes.value),
          ...(values.workspace_id === '' ? {} : { workspace_id: values.workspace_id }),
          ...(values.project_id === '' ? {} : { project_id: values.project_id }),
          ...(expiresAt === null ? {} : { expires_at: expiresAt }),
        },
      })
      secret.value = key.api_key
      onDone()
    },
  }))

  if (secret.value !== null) {
    return (
      <Drawer title="The key is made" onClose={onClose}>
        <KeySecret secret={secret.value} mayPush={scopes.value.has('ingest:write')} onDone={onClose} />
      </Drawer>
    )
  }
  const workspaceId = form.values.value.workspace_id
  const chooser = (name: 'workspace_id' | 'project_id' | 'expires_at') => {
    const { value, error, onInput } = form.field(name)
    return { value, error, onChange: onInput, large: true } as const
  }
  return (
    <Drawer title="New API key" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <KeyFields
          form={form}
          scopes={scopes.value}
          onScopes={(next) => {
            scopes.value = next
          }}
        />
        <div class="form-row">
          <Select
            label="Workspace"
            {...chooser('workspace_id')}
            choices={[everywhere, ...(workspaces.rows.value ?? []).map(({ id, name }): Choice => [id, name])]}
            onChange={(value) => form.set({ workspace_id: value, project_id: '' })}
          />
          {workspaceId !== '' && (
            <Select
              label="Project"
              {...chooser('project_id')}
              choices={[
                ['', 'The whole workspace'],
                ...(projects.rows.value ?? [])
                  .filter(({ workspace_id }) => workspace_id === workspaceId)
                  .map(({ id, name }): Choice => [id, name]),
              ]}
            />
          )}
        </div>
        <Select label="Good for" {...chooser('expires_at')} choices={expiryChoices} />
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            Create key
          </Button>
        </div>
      </Form>
    </Drawer>
  )
}
