import { useSignal } from '@preact/signals'
import type { ApiKeyItem } from '../../../analytics/contract/api-keys.ts'
import type { Permission } from '../../../analytics/contract/permissions.ts'
import { api } from '../../lib/api.ts'
import { absoluteTime, count } from '../../lib/format.ts'
import { useForm } from '../../models/form.ts'
import { makerOf, makersModel } from '../../models/makers.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge, StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { DangerPart } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Id, Part } from '../../parts/facts.tsx'
import { Form } from '../../parts/field.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { KeyFields, keyBody, keyProblems } from './key-fields.tsx'
import { KeySecret } from './key-secret.tsx'
import { RotateForm } from './rotate-form.tsx'

type KeyDrawerProps = { item: ApiKeyItem; onChanged: () => void; onClose: () => void }

/** One key: how it is used, another secret, other limits, and its end. */
export function KeyDrawer({ item, onChanged, onClose }: KeyDrawerProps) {
  const secret = useSignal<string | null>(null)
  const revoke = async () => {
    await api('DELETE /api-keys/:id', { params: { id: item.key_id } })
    showToast('positive', `${item.name} is refused from now on.`)
    onChanged()
    onClose()
  }
  if (secret.value !== null) {
    return (
      <Drawer key="secret" title={`New secret of ${item.name}`} onClose={onClose}>
        <KeySecret secret={secret.value} mayPush={item.scopes.includes('ingest:write')} onDone={onClose} />
      </Drawer>
    )
  }
  const mayChange = may('api_keys:write') && item.status === 'active'
  return (
    <Drawer key="facts" title={item.name} onClose={onClose}>
      <KeyFacts item={item} />
      {mayChange && (
        <>
          <Part title="Rotate">
            <RotateForm
              keyId={item.key_id}
              onSecret={(made) => {
                secret.value = made
                onChanged()
              }}
            />
          </Part>
          <Part title="Change">
            <EditForm item={item} onChanged={onChanged} onClose={onClose} />
          </Part>
          <DangerPart
            title="Revoke"
            lead="It is refused at its next request, and its open connections are closed."
            confirm="Revoke key"
            question={`Revoke ${item.name}?`}
            onConfirm={revoke}
          >
            <p>Whatever uses it stops working. A revoked key cannot be brought back.</p>
          </DangerPart>
        </>
      )}
    </Drawer>
  )
}

function KeyFacts({ item }: { item: ApiKeyItem }) {
  const makers = useModel(makersModel)
  return (
    <Facts>
      <Fact name="Status">
        <StatusBadge status={item.status} />
      </Fact>
      <Fact name="Key">
        <code>{item.prefix}…</code>
      </Fact>
      <Fact name="Requests">{count(item.requests)}</Fact>
      <Fact name="Last used">{item.last_used_at && <RelativeTime at={item.last_used_at} />}</Fact>
      <Fact name="Rate limit">
        {count(item.rate_limit.requests)} in {count(item.rate_limit.window_s)} s
      </Fact>
      <Fact name="Addresses">
        {item.addresses.length === 0 ? 'From anywhere' : item.addresses.join(', ')}
      </Fact>
      <Fact name="Workspace">{item.workspace_id ?? 'The whole organization'}</Fact>
      <Fact name="Project">{item.project_id}</Fact>
      <Fact name="Created">{absoluteTime(item.created_at)}</Fact>
      <Fact name="Created by">{item.created_by && makerOf(item.created_by, makers.rows.value ?? [])}</Fact>
      <Fact name="Rotated">{item.rotated_at && absoluteTime(item.rotated_at)}</Fact>
      <Fact name="Old secret works until">{item.previous_until && absoluteTime(item.previous_until)}</Fact>
      <Fact name={item.revoked_at === null ? 'Expires' : 'Revoked'}>
        {absoluteTimeOrNever(item.revoked_at ?? item.expires_at)}
      </Fact>
      <Fact name="Scopes" wide>
        {item.scopes.map((scope) => (
          <Badge key={scope}>{scope}</Badge>
        ))}
      </Fact>
      <Fact name="Key id" wide>
        <Id text={item.key_id} what="key id" />
      </Fact>
    </Facts>
  )
}

function absoluteTimeOrNever(at: string | null): string {
  return at === null ? 'Never' : absoluteTime(at)
}

function EditForm({ item, onChanged, onClose }: KeyDrawerProps) {
  const scopes = useSignal<ReadonlySet<Permission>>(new Set(item.scopes))
  const form = useForm(() => ({
    initial: {
      name: item.name,
      scopes: '',
      addresses: item.addresses.join('\n'),
      requests: String(item.rate_limit.requests),
      window_s: String(item.rate_limit.window_s),
    },
    check: (values) => keyProblems(values, scopes.value),
    async send(values) {
      await api('PATCH /api-keys/:id', { params: { id: item.key_id }, body: keyBody(values, scopes.value) })
      showToast('positive', `${values.name} is changed.`)
      onChanged()
      onClose()
    },
  }))
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <KeyFields
        form={form}
        scopes={scopes.value}
        onScopes={(next) => {
          scopes.value = next
        }}
      />
      <div class="form-actions">
        <Button type="submit" busy={form.busy.value}>
          Save
        </Button>
      </div>
    </Form>
  )
}
