import { useSignal } from '@preact/signals'
import { api } from '../../lib/api.ts'
import { renewUser, session } from '../../models/session.ts'
import { membersModel } from '../../models/team.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { type Choice, Select } from '../../parts/field.tsx'
import { Section } from '../../parts/page-header.tsx'
import './organization.css'

/** What only an owner can do: hand the organization over, and end it. */
export function OwnershipSection({ name }: { name: string }) {
  const asked = useSignal<'handOver' | 'delete' | null>(null)
  const heir = useSignal('')
  const members = useModel(membersModel)
  const present = session.value
  const selfId = present.state === 'member' ? present.user.id : ''
  const others = (members.rows.value ?? []).filter(({ user_id }) => user_id !== selfId)
  const heirName = others.find(({ user_id }) => user_id === heir.value)?.name ?? ''
  const close = () => {
    asked.value = null
  }
  const handOver = async () => {
    await api('POST /orgs/me/ownership', { body: { user_id: heir.value } })
    showToast('positive', `${heirName} owns the organization now.`)
    close()
    await renewUser()
  }
  const remove = async () => {
    await api('POST /orgs/me/delete', { body: { confirm: name } })
    window.location.assign('/sign-in')
  }
  return (
    <Section title="Ownership">
      <div class="section-body dangers">
        <div class="danger">
          <h3>Hand over the ownership</h3>
          <p class="muted">Another member becomes owner, and you stay as an admin.</p>
          <Select
            label="New owner"
            large
            value={heir.value}
            choices={[
              ['', others.length === 0 ? 'There is nobody else' : 'Choose…'],
              ...others.map(({ user_id, name: label, email }): Choice => [user_id, `${label} (${email})`]),
            ]}
            onChange={(value) => {
              heir.value = value
            }}
          />
          <div>
            <Button
              disabled={heir.value === ''}
              onClick={() => {
                asked.value = 'handOver'
              }}
            >
              Hand over
            </Button>
          </div>
        </div>
        <div class="danger">
          <h3>Delete the organization</h3>
          <p class="muted">
            Sessions, keys, credentials, people, roles and workspaces go at once, and sealed data can never be
            opened again. The audit log stays.
          </p>
          <div>
            <Button
              look="danger"
              onClick={() => {
                asked.value = 'delete'
              }}
            >
              Delete organization
            </Button>
          </div>
        </div>
      </div>
      {asked.value === 'handOver' && (
        <ConfirmDialog
          title={`Make ${heirName} the owner?`}
          confirm="Hand over"
          onConfirm={handOver}
          onClose={close}
        >
          <p>Only they can then hand it back, or delete the organization.</p>
        </ConfirmDialog>
      )}
      {asked.value === 'delete' && (
        <ConfirmDialog
          title="Delete the organization?"
          confirm="Delete for good"
          typed={{ label: `Type ${name} to confirm`, text: name }}
          onConfirm={remove}
          onClose={close}
        >
          <p>This cannot be undone.</p>
        </ConfirmDialog>
      )}
    </Section>
  )
}
