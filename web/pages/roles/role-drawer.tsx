import { useSignal } from '@preact/signals'
import type { Permission } from '../../../analytics/contract/permissions.ts'
import type { RoleItem } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { count } from '../../lib/format.ts'
import { permissionGroups } from '../../lib/permission-groups.ts'
import { missing, useForm } from '../../models/form.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { DangerPart } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Part } from '../../parts/facts.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { PermissionChecklist } from '../../parts/permission-checklist.tsx'
import './roles.css'

type RoleDrawerProps = { role: RoleItem; onChanged: () => void; onClose: () => void }

/** A new role of the organization's own. */
export function NewRoleDrawer({ onChanged, onClose }: Omit<RoleDrawerProps, 'role'>) {
  const save = async (body: RoleValues) => {
    const role = await api('POST /roles', { body })
    showToast('positive', `The role ${role.label} can be given now.`)
    onChanged()
    onClose()
  }
  return (
    <Drawer title="New role" onClose={onClose}>
      <RoleForm initial={{ name: '', description: '', permissions: [] }} submit="Create role" save={save} />
    </Drawer>
  )
}

/** One role: custom ones can be changed, the others looked at. */
export function RoleDrawer({ role, onChanged, onClose }: RoleDrawerProps) {
  const mayChange = role.type === 'custom' && may('roles:write')
  const save = async (body: RoleValues) => {
    await api('PATCH /roles/:id', { params: { id: role.id }, body })
    showToast('positive', `The role ${body.name} is changed for everyone who has it.`)
    onChanged()
    onClose()
  }
  const remove = async () => {
    await api('DELETE /roles/:id', { params: { id: role.id } })
    showToast('positive', `The role ${role.label} is deleted.`)
    onChanged()
    onClose()
  }
  return (
    <Drawer title={role.label} onClose={onClose}>
      {!mayChange && (
        <>
          <p class="role-lead muted">{role.description}</p>
          <HeldPermissions held={new Set(role.permissions)} />
        </>
      )}
      {mayChange && (
        <>
          <RoleForm
            initial={{ name: role.label, description: role.description, permissions: role.permissions }}
            submit="Save"
            save={save}
          />
          <DangerPart
            title="Delete the role"
            lead={
              role.members === 0
                ? 'Nobody has it.'
                : `${count(role.members)} ${role.members === 1 ? 'member has' : 'members have'} it; give them another role first.`
            }
            confirm="Delete"
            question={`Delete the role ${role.label}?`}
            onConfirm={remove}
          >
            <p>It can no longer be given to anyone.</p>
          </DangerPart>
        </>
      )}
    </Drawer>
  )
}

type RoleValues = { name: string; description: string; permissions: Permission[] }
type RoleFormProps = { initial: RoleValues; submit: string; save: (body: RoleValues) => Promise<void> }

function RoleForm({ initial, submit, save }: RoleFormProps) {
  const chosen = useSignal<ReadonlySet<Permission>>(new Set(initial.permissions))
  const form = useForm(() => ({
    initial: { name: initial.name, description: initial.description, permissions: '' },
    check: ({ name }) => ({
      name: missing(name, 'Name the role.'),
      permissions: chosen.value.size === 0 ? 'Choose at least one permission.' : null,
    }),
    send: ({ name, description }) => save({ name, description, permissions: [...chosen.value] }),
  }))
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <Field label="Name" autoComplete="off" {...form.field('name')} required />
      <Field label="What it is for" autoComplete="off" {...form.field('description')} />
      <PermissionChecklist
        legend="Permissions"
        chosen={chosen.value}
        offered={may}
        error={form.field('permissions').error}
        onChange={(next) => {
          chosen.value = next
        }}
      />
      <div class="form-actions">
        <Button type="submit" look="primary" busy={form.busy.value}>
          {submit}
        </Button>
      </div>
    </Form>
  )
}

function HeldPermissions({ held }: { held: ReadonlySet<Permission> }) {
  return permissionGroups.map(({ name, items }) => {
    const some = items.filter(([permission]) => held.has(permission))
    if (some.length === 0) return null
    return (
      <Part key={name} title={name}>
        <ul class="held">
          {some.map(([permission, meaning]) => (
            <li key={permission}>
              {meaning} <code class="muted">{permission}</code>
            </li>
          ))}
        </ul>
      </Part>
    )
  })
}
