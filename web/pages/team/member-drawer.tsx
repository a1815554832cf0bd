import type { MemberItem, RoleItem } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { absoluteTime } from '../../lib/format.ts'
import { useForm } from '../../models/form.ts'
import type { Resource } from '../../models/resource.ts'
import { may, session } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { DangerPart } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Id, Part } from '../../parts/facts.tsx'
import { Form } from '../../parts/field.tsx'
import { RoleSelect } from '../../parts/role-select.tsx'

type MemberDrawerProps = {
  member: MemberItem
  roles: Resource<readonly RoleItem[]>
  onChanged: () => void
  onClose: () => void
}

/** One member: what is known, another role, and the way out. */
export function MemberDrawer({ member, roles, onChanged, onClose }: MemberDrawerProps) {
  const present = session.value
  const isSelf = present.state === 'member' && present.user.id === member.user_id
  const mayChange = may('members:write') && !isSelf
  const remove = async () => {
    await api('DELETE /orgs/me/users/:id', { params: { id: member.user_id } })
    showToast('positive', `${member.name} no longer belongs to the organization.`)
    onChanged()
    onClose()
  }
  return (
    <Drawer title={member.name} onClose={onClose}>
      <Facts>
        <Fact name="E-mail">{member.email}</Fact>
        <Fact name="Role">{member.role_label}</Fact>
        <Fact name="Address confirmed">{member.email_verified ? 'Yes' : 'No'}</Fact>
        <Fact name="Second factor">{member.totp_enabled ? 'On' : 'Off'}</Fact>
        <Fact name="Joined">{absoluteTime(member.joined_at)}</Fact>
        <Fact name="Last seen">{member.last_seen_at && absoluteTime(member.last_seen_at)}</Fact>
        <Fact name="User id" wide>
          <Id text={member.user_id} what="user id" />
        </Fact>
      </Facts>
      {isSelf && (
        <Part title="This is you">
          <p class="muted">Your own role is changed by another member.</p>
        </Part>
      )}
      {mayChange && (
        <Part title="Change the role">
          <RoleForm member={member} roles={roles} onChanged={onChanged} />
        </Part>
      )}
      {mayChange && (
        <DangerPart
          title="Remove from the organization"
          lead="Their sessions in this organization end at once, and their grants and roles in workspaces and projects go."
          confirm="Remove"
          question={`Remove ${member.name}?`}
          onConfirm={remove}
        >
          <p>
            {member.email} loses access to this organization at once. What they did stays in the audit log.
          </p>
        </DangerPart>
      )}
    </Drawer>
  )
}

function RoleForm({ member, roles, onChanged }: Omit<MemberDrawerProps, 'onClose'>) {
  const form = useForm(() => ({
    initial: { role: member.role },
    async send({ role }) {
      const changed = await api('PATCH /orgs/me/users/:id', {
        params: { id: member.user_id },
        body: { role },
      })
      showToast('positive', `${member.name} is ${changed.role_label} now.`)
      onChanged()
    },
  }))
  const { role } = form.values.value
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <RoleSelect
        roles={roles}
        within="organization"
        value={role}
        error={form.field('role').error}
        onChange={form.field('role').onInput}
      />
      <div class="form-actions">
        <Button type="submit" busy={form.busy.value} disabled={role === member.role}>
          Change the role
        </Button>
      </div>
    </Form>
  )
}
