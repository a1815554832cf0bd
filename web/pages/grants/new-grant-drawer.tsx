import type { ScopeType } from '../../../analytics/contract/permissions.ts'
import type { Grant } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import {
  isPrivileged,
  permissionGroups,
  permissionMeaning,
  permissionNamed,
} from '../../lib/permission-groups.ts'
import { apiKeysModel } from '../../models/api-keys.ts'
import { missing, useForm } from '../../models/form.ts'
import { may } from '../../models/session.ts'
import { membersModel } from '../../models/team.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { expiryAt, expiryChoices } from '../../parts/choices.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { type Choice, Form, Select, TextArea } from '../../parts/field.tsx'
import { ScopeFields } from './scope-fields.tsx'

const effectChoices: readonly Choice[] = [
  ['allow', 'Allow'],
  ['deny', 'Deny, whatever the role says'],
]
const subjectChoices: readonly Choice[] = [
  ['user', 'A member'],
  ['api_key', 'An API key'],
]
const permissionChoices: readonly Choice[] = [
  ['', 'Choose…'],
  ...permissionGroups.flatMap(({ items }) => items.map(([permission]): Choice => [permission, permission])),
]

/** Asks for one permission for someone, in one place, for a time. */
export function NewGrantDrawer({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const form = useForm(() => ({
    initial: {
      subject_type: 'user',
      subject_id: '',
      effect: 'allow',
      permission: '',
      scope_type: 'organization',
      scope_id: '',
      reason: '',
      expires_at: 'day',
    },
    check: ({ subject_id, permission, scope_type, scope_id, reason }) => ({
      subject_id: missing(subject_id, 'Choose who it is for.'),
      permission: missing(permission, 'Choose a permission.'),
      scope_id: scope_type === 'organization' ? null : missing(scope_id, 'Say where it holds.'),
      reason: missing(reason, 'Say why: whoever approves it reads this.'),
    }),
    async send(values) {
      const permission = permissionNamed(values.permission)
      if (permission === null) return
      const expiresAt = expiryAt(values.expires_at, Date.now())
      const grant = await api('POST /permissions', {
        body: {
          subject_type: values.subject_type as Grant['subject_type'],
          subject_id: values.subject_id,
          effect: values.effect as Grant['effect'],
          permission,
          scope_type: values.scope_type as ScopeType,
          ...(values.scope_type === 'organization' ? {} : { scope_id: values.scope_id }),
          reason: values.reason,
          ...(expiresAt === null ? {} : { expires_at: expiresAt }),
        },
      })
      const waits = grant.status === 'requested'
      showToast('positive', waits ? 'The grant waits for another person’s approval.' : 'The grant holds now.')
      onDone()
      onClose()
    },
  }))
  const { subject_type, effect, scope_type } = form.values.value
  const permission = permissionNamed(form.values.value.permission)
  const needsApproval = permission !== null && effect === 'allow' && isPrivileged(permission)
  const chooser = (name: Parameters<typeof form.field>[0]) => {
    const { value, error, onInput } = form.field(name)
    return { value, error, onChange: onInput, large: true } as const
  }

  return (
    <Drawer title="New grant" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <div class="form-row">
          <Select
            label="Who"
            {...chooser('subject_type')}
            choices={may('api_keys:read') ? subjectChoices : subjectChoices.slice(0, 1)}
            onChange={(value) => form.set({ subject_type: value, subject_id: '' })}
          />
          {subject_type === 'user' ? (
            <MemberSelect {...chooser('subject_id')} />
          ) : (
            <KeySelect {...chooser('subject_id')} />
          )}
        </div>
        <div class="form-row">
          <Select label="Effect" {...chooser('effect')} choices={effectChoices} />
          <Select label="Permission" {...chooser('permission')} choices={permissionChoices} />
        </div>
        <p class="field-hint" role="status">
          {permission === null ? ' ' : permissionMeaning(permission)}
          {needsApproval && '. It is privileged: it waits until another person approves it.'}
        </p>
        <ScopeFields
          type={scope_type}
          id={form.field('scope_id')}
          onType={(value) => form.set({ scope_type: value, scope_id: '' })}
        />
        <Select label="For how long" {...chooser('expires_at')} choices={expiryChoices} />
        <TextArea label="Why" {...form.field('reason')} />
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            {needsApproval ? 'Request approval' : 'Grant'}
          </Button>
        </div>
      </Form>
    </Drawer>
  )
}

type ChooserProps = {
  value: string
  error: string | null
  large: true
  onChange: (value: string) => void
}

function MemberSelect(props: ChooserProps) {
  const members = useModel(membersModel)
  const items = members.rows.value ?? []
  return (
    <Select
      label="Member"
      {...props}
      choices={[
        ['', members.rows.value === null ? 'Loading…' : 'Choose…'],
        ...items.map(({ user_id, name, email }): Choice => [user_id, `${name} (${email})`]),
      ]}
    />
  )
}

function KeySelect(props: ChooserProps) {
  const keys = useModel(apiKeysModel)
  const items = (keys.rows.value ?? []).filter(({ status }) => status === 'active')
  return (
    <Select
      label="API key"
      {...props}
      choices={[
        ['', keys.rows.value === null ? 'Loading…' : 'Choose…'],
        ...items.map(({ key_id, name }): Choice => [key_id, name]),
      ]}
    />
  )
}
