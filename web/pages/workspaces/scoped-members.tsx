import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ApiError, api } from '../../lib/api.ts'
import { deed } from '../../models/deed.ts'
import { missing, useForm } from '../../models/form.ts'
import { resource } from '../../models/resource.ts'
import { may } from '../../models/session.ts'
import { membersModel, rolesModel } from '../../models/team.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { type Choice, Form, Select } from '../../parts/field.tsx'
import { RoleSelect } from '../../parts/role-select.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'

type ScopedProps = { kind: 'workspaces' | 'projects'; id: string; onChanged: () => void }

/** Who has a role in one workspace or project alone; members of the organization with wider roles are not listed. */
export function ScopedMembers({ kind, id, onChanged }: ScopedProps) {
  const members = useModel(() =>
    resource(async (signal) => (await api(`GET /${kind}/:id/members`, { params: { id }, signal })).items),
  )
  useEffect(() => void members.load(), [members])
  const busy = useSignal<string | null>(null)
  const changed = () => {
    void members.load()
    onChanged()
  }
  const remove = async (userId: string, name: string) => {
    busy.value = userId
    const params = { id, user_id: userId }
    const run = () => api(`DELETE /${kind}/:id/members/:user_id`, { params })
    if (await deed(run, `${name} has no role here any more.`, 'The role could not be taken')) changed()
    busy.value = null
  }
  const items = members.data.value
  if (members.error.value instanceof ApiError && members.error.value.status === 403) {
    return <p class="muted">Only those who look after it see who has a role here.</p>
  }
  if (items === null && members.error.value !== null) {
    return <ErrorState error={members.error.value} onRetry={() => void members.load()} />
  }
  return (
    <>
      {items === null && <Skeleton height={40} />}
      {items?.length === 0 && (
        <p class="muted">Nobody has a role here alone. Roles in the wider place hold here too.</p>
      )}
      {items !== null && items.length > 0 && (
        <ul class="lines">
          {items.map(({ user_id, name, email, role_label }) => (
            <li key={user_id} class="line">
              <span class="line-name">
                <b>{name}</b> <span class="muted">{email}</span>
              </span>
              <span class="muted">{role_label}</span>
              {may('workspaces:write') && (
                <Button
                  size="small"
                  look="quiet"
                  icon="close"
                  label={`Take the role from ${name}`}
                  busy={busy.value === user_id}
                  onClick={() => void remove(user_id, name)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {may('workspaces:write') && may('members:read') && (
        <AddMember kind={kind} id={id} onChanged={changed} />
      )}
    </>
  )
}

function AddMember({ kind, id, onChanged }: ScopedProps) {
  const members = useModel(membersModel)
  const roles = useModel(rolesModel)
  const form = useForm(() => ({
    initial: { user_id: '', role: 'viewer' },
    check: ({ user_id }) => ({ user_id: missing(user_id, 'Choose a member.') }),
    async send({ user_id, role }) {
      await api(`PUT /${kind}/:id/members/:user_id`, { params: { id, user_id }, body: { role } })
      form.set({ user_id: '' })
      onChanged()
    },
  }))
  const person = form.field('user_id')
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <div class="form-row">
        <Select
          label="Member"
          large
          value={person.value}
          error={person.error}
          choices={[
            ['', 'Choose…'],
            ...(members.rows.value ?? []).map(({ user_id, name }): Choice => [user_id, name]),
          ]}
          onChange={person.onInput}
        />
        <RoleSelect
          roles={roles}
          within="part"
          value={form.values.value.role}
          error={form.field('role').error}
          onChange={form.field('role').onInput}
        />
      </div>
      <div class="form-actions">
        <Button type="submit" busy={form.busy.value}>
          Give the role
        </Button>
      </div>
    </Form>
  )
}
