import { useSignal } from '@preact/signals'
import type { Grant } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { absoluteTime } from '../../lib/format.ts'
import { permissionMeaning } from '../../lib/permission-groups.ts'
import { deed } from '../../models/deed.ts'
import { may } from '../../models/session.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Part } from '../../parts/facts.tsx'

/** The name of a person whom a grant knows by id. */
export type NameOf = (userId: string) => string

type GrantDrawerProps = { grant: Grant; nameOf: NameOf; onChanged: () => void; onClose: () => void }

/** One grant: why it was asked for, who decided, and what can still be decided. */
export function GrantDrawer({ grant, nameOf, onChanged, onClose }: GrantDrawerProps) {
  return (
    <Drawer title={grant.subject_label} onClose={onClose}>
      <Facts>
        <Fact name={grant.effect === 'deny' ? 'Is denied' : 'May'} wide>
          <code>{grant.permission}</code> <span class="muted">{permissionMeaning(grant.permission)}</span>
        </Fact>
        <Fact name="Where">{grant.scope_label}</Fact>
        <Fact name="Status">
          <StatusBadge status={grant.status} />
        </Fact>
        <Fact name="Why" wide>
          {grant.reason}
        </Fact>
        <Fact name="Requested by">{nameOf(grant.requested_by)}</Fact>
        <Fact name="Requested">{absoluteTime(grant.created_at)}</Fact>
        <Fact name="Decided by">{grant.decided_by && nameOf(grant.decided_by)}</Fact>
        <Fact name="Decided">{grant.decided_at && absoluteTime(grant.decided_at)}</Fact>
        <Fact name="Expires">{grant.expires_at === null ? 'Never' : absoluteTime(grant.expires_at)}</Fact>
      </Facts>
      {may('roles:write') && <Decision grant={grant} onChanged={onChanged} onClose={onClose} />}
    </Drawer>
  )
}

function Decision({ grant, onChanged, onClose }: Omit<GrantDrawerProps, 'nameOf'>) {
  const busy = useSignal(false)
  const path = { params: { id: grant.id } }
  const decide = async (run: () => Promise<unknown>, done: string) => {
    busy.value = true
    const isDone = await deed(run, done, 'This could not be decided')
    busy.value = false
    onChanged()
    if (isDone) onClose()
  }
  if (grant.status === 'requested') {
    return (
      <Part title="Decide">
        <p class="muted">
          Neither who asked for it nor who it is for can approve it. Once approved it holds at once.
        </p>
        <div class="form-actions">
          <Button
            busy={busy.value}
            onClick={() =>
              void decide(() => api('POST /permissions/:id/refuse', path), 'The grant is refused.')
            }
          >
            Refuse
          </Button>
          <Button
            look="primary"
            busy={busy.value}
            onClick={() =>
              void decide(() => api('POST /permissions/:id/approve', path), 'The grant holds now.')
            }
          >
            Approve
          </Button>
        </div>
      </Part>
    )
  }
  if (grant.status !== 'active') return null
  return (
    <Part title="End it">
      <div>
        <Button
          look="danger"
          busy={busy.value}
          onClick={() => void decide(() => api('DELETE /permissions/:id', path), 'The grant is revoked.')}
        >
          Revoke
        </Button>
      </div>
    </Part>
  )
}
