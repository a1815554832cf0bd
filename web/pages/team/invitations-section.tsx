import { useSignal } from '@preact/signals'
import type { Invitation } from '../../../analytics/contract/accounts.ts'
import type { RoleItem } from '../../../analytics/contract/tenancy.ts'
import { api } from '../../lib/api.ts'
import { humanize } from '../../lib/format.ts'
import { deed } from '../../models/deed.ts'
import type { PagedList } from '../../models/paged-list.ts'
import type { Resource } from '../../models/resource.ts'
import { may } from '../../models/session.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'

type InvitationsProps = {
  invitations: PagedList<Invitation>
  roles: Resource<readonly RoleItem[]>
}

/** Who was asked in, and how that stands. */
export function InvitationsSection({ invitations, roles }: InvitationsProps) {
  const revoking = useSignal<Invitation | null>(null)
  const reload = () => void invitations.load({ keepRows: true })
  const roleLabel = (role: string) => roles.data.value?.find(({ id }) => id === role)?.label ?? humanize(role)
  const resend = async (invitation: Invitation) => {
    const path = { params: { id: invitation.id } }
    const send = () => api('POST /orgs/me/invitations/:id/resend', path)
    const isSent = await deed(
      send,
      `A new invitation is on its way to ${invitation.email}.`,
      'It could not be sent again',
    )
    if (isSent) reload()
  }
  const revoke = async (invitation: Invitation) => {
    await api('DELETE /orgs/me/invitations/:id', { params: { id: invitation.id } })
    revoking.value = null
    reload()
  }
  const columns: readonly Column<Invitation>[] = [
    { key: 'email', header: 'E-mail', cell: ({ email }) => <b class="invited">{email}</b> },
    { key: 'role', header: 'Role', cell: ({ role }) => roleLabel(role) },
    { key: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
    { key: 'by', header: 'Invited by', cell: ({ invited_by }) => invited_by },
    { key: 'expires', header: 'Expires', cell: ({ expires_at }) => <RelativeTime at={expires_at} /> },
    ...(may('members:write')
      ? [
          {
            key: 'actions',
            header: 'Actions',
            align: 'end' as const,
            cell: (invitation: Invitation) => (
              <Actions
                invitation={invitation}
                onResend={resend}
                onRevoke={() => {
                  revoking.value = invitation
                }}
              />
            ),
          },
        ]
      : []),
  ]
  const asked = revoking.value
  return (
    <Section title="Invitations" lead="Good for 7 days. Sending one again makes the one before useless.">
      <Table
        caption="Invitations"
        columns={columns}
        rows={invitations.rows.value}
        rowKey={({ id }) => id}
        error={invitations.error.value}
        onRetry={reload}
        more={{
          has: invitations.hasMore.value,
          loading: invitations.loadingMore.value,
          load: () => void invitations.more(),
        }}
        skeletonRows={2}
        empty={
          <EmptyState icon="mail" title="No invitation is open">
            <p>Who is invited stands here until they have joined.</p>
          </EmptyState>
        }
      />
      {asked !== null && (
        <ConfirmDialog
          title="Revoke the invitation?"
          confirm="Revoke"
          onConfirm={() => revoke(asked)}
          onClose={() => {
            revoking.value = null
          }}
        >
          <p>What was sent to {asked.email} stops working at once.</p>
        </ConfirmDialog>
      )}
    </Section>
  )
}

type ActionsProps = {
  invitation: Invitation
  onResend: (invitation: Invitation) => Promise<void>
  onRevoke: () => void
}

function Actions({ invitation, onResend, onRevoke }: ActionsProps) {
  const busy = useSignal(false)
  if (invitation.status !== 'pending' && invitation.status !== 'expired') return null
  const resend = async () => {
    busy.value = true
    await onResend(invitation)
    busy.value = false
  }
  return (
    <span class="row-actions">
      <Button size="small" busy={busy.value} onClick={() => void resend()}>
        Send again<span class="visually-hidden"> to {invitation.email}</span>
      </Button>
      <Button size="small" onClick={onRevoke}>
        Revoke<span class="visually-hidden"> {invitation.email}</span>
      </Button>
    </span>
  )
}
