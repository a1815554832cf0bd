import { useSignal } from '@preact/signals'
import type { MemberItem } from '../../../analytics/contract/tenancy.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { may } from '../../models/session.ts'
import { invitationsModel, membersModel, rolesModel } from '../../models/team.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { InvitationsSection } from './invitations-section.tsx'
import { InviteDrawer } from './invite-drawer.tsx'
import { MemberDrawer } from './member-drawer.tsx'
import './team.css'

const columns: readonly Column<MemberItem>[] = [
  { key: 'name', header: 'Member', cell: (member) => <Person {...member} />, share: 36 },
  { key: 'role', header: 'Role', cell: ({ role_label }) => role_label },
  {
    key: 'factor',
    header: 'Second factor',
    cell: ({ totp_enabled }) =>
      totp_enabled ? <Badge tone="positive">On</Badge> : <span class="muted">Off</span>,
  },
  { key: 'joined', header: 'Joined', cell: ({ joined_at }) => <RelativeTime at={joined_at} /> },
  {
    key: 'seen',
    header: 'Last seen',
    cell: ({ last_seen_at, is_pending }) => {
      if (is_pending) return <Badge tone="medium">Not signed in yet</Badge>
      return last_seen_at === null ? <span class="muted">–</span> : <RelativeTime at={last_seen_at} />
    },
  },
]

/** Who belongs to the organization, and who is invited. */
export function MembersPage() {
  const members = useModel(membersModel)
  const invitations = useModel(invitationsModel)
  const roles = useModel(rolesModel)
  const inviting = useSignal(false)
  const rows = members.rows.value
  const reload = () => void members.load({ keepRows: true })
  const openId = query.value.get('member')
  const open = rows?.find(({ user_id }) => user_id === openId)
  const closeDrawer = () => setQuery({ member: null })

  return (
    <>
      <PageHeader title="Members" lead="Who belongs to the organization, and what their role lets them do">
        {may('members:write') && (
          <Button
            look="primary"
            icon="plus"
            onClick={() => {
              inviting.value = true
            }}
          >
            Invite
          </Button>
        )}
      </PageHeader>
      <div class="card">
        <Table
          caption="Members"
          columns={columns}
          rows={rows}
          rowKey={({ user_id }) => user_id}
          rowHref={({ user_id }) => hrefWith({ member: user_id })}
          openKey={openId}
          card={(member) => <MemberCard member={member} />}
          error={members.error.value}
          onRetry={reload}
          more={{
            has: members.hasMore.value,
            loading: members.loadingMore.value,
            load: () => void members.more(),
          }}
          skeletonRows={4}
          empty={<EmptyState icon="team" title="Nobody is here yet" />}
        />
      </div>
      <InvitationsSection invitations={invitations} roles={roles} />
      {inviting.value && (
        <InviteDrawer
          roles={roles}
          onDone={() => void invitations.load({ keepRows: true })}
          onClose={() => {
            inviting.value = false
          }}
        />
      )}
      {open && (
        <MemberDrawer
          key={open.user_id}
          member={open}
          roles={roles}
          onChanged={reload}
          onClose={closeDrawer}
        />
      )}
    </>
  )
}

function Person({ name, email }: MemberItem) {
  return (
    <span class="person" title={`${name}, ${email}`}>
      <b>{name}</b>
      <span class="muted">{email}</span>
    </span>
  )
}

function MemberCard({ member }: { member: MemberItem }) {
  return (
    <span class="member-card">
      <Person {...member} />
      <span class="member-card-facts">
        <Badge>{member.role_label}</Badge>
        {member.is_pending && <Badge tone="medium">Not signed in yet</Badge>}
        {member.totp_enabled && <Badge tone="positive">Second factor</Badge>}
      </span>
    </span>
  )
}
