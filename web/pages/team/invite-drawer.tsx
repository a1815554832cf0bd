import type { RoleItem } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import type { Resource } from '../../models/resource.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { RoleSelect } from '../../parts/role-select.tsx'

type InviteDrawerProps = { roles: Resource<readonly RoleItem[]>; onDone: () => void; onClose: () => void }

/** Asks someone in. */
export function InviteDrawer({ roles, onDone, onClose }: InviteDrawerProps) {
  const form = useForm(() => ({
    initial: { email: '', name: '', role: 'member' },
    check: ({ email }) => ({ email: missing(email, 'Enter an e-mail address.') }),
    async send({ email, name, role }) {
      const invited = name.trim() === '' ? { email, role } : { email, role, name }
      await api('POST /orgs/me/invitations', { body: invited })
      showToast('positive', `${email} is invited.`)
      onDone()
      onClose()
    },
  }))
  return (
    <Drawer title="Invite someone" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <Field label="E-mail" type="email" autoComplete="off" {...form.field('email')} required />
        <Field
          label="Name"
          autoComplete="off"
          hint="How they are called here until they say otherwise. Optional."
          {...form.field('name')}
        />
        <RoleSelect
          roles={roles}
          within="organization"
          value={form.values.value.role}
          error={form.field('role').error}
          onChange={form.field('role').onInput}
        />
        <p class="muted">
          They receive a message with the way in. It is good for 7 days, and can be sent again or revoked.
        </p>
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            Send invitation
          </Button>
        </div>
      </Form>
    </Drawer>
  )
}
