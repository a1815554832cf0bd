import type { Workspace } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { environmentChoices } from '../../parts/choices.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { Field, Form, Select } from '../../parts/field.tsx'

/** Sets a part of the organization aside. */
export function NewWorkspaceDrawer({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const form = useForm(() => ({
    initial: { name: '', environment: 'production' },
    check: ({ name }) => ({ name: missing(name, 'Name the workspace.') }),
    async send({ name, environment }) {
      const body = { name, environment: environment as Workspace['environment'] }
      const workspace = await api('POST /workspaces', { body })
      showToast('positive', `The workspace ${workspace.name} is there.`)
      onDone()
      onClose()
    },
  }))
  const environment = form.field('environment')
  return (
    <Drawer title="New workspace" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <Field label="Name" autoComplete="off" {...form.field('name')} required />
        <Select
          label="Environment"
          large
          value={environment.value}
          error={environment.error}
          choices={environmentChoices}
          onChange={environment.onInput}
        />
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            Create workspace
          </Button>
        </div>
      </Form>
    </Drawer>
  )
}
