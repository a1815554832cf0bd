import { useSignal } from '@preact/signals'
import type { SessionItem } from '../../../analytics/contract/accounts.ts'
import { api } from '../../lib/api.ts'
import { userAgentName } from '../../lib/user-agent.ts'
import { deed } from '../../models/deed.ts'
import { pagedList } from '../../models/paged-list.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/page-header.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import './account.css'

function sessionsModel() {
  const sessions = pagedList<SessionItem>((cursor, signal) =>
    api('GET /auth/sessions', { query: { cursor: cursor ?? undefined }, signal }),
  )
  void sessions.load()
  return sessions
}

/** Where one is signed in, and the way to end it. */
export function SessionsSection() {
  const sessions = useModel(sessionsModel)
  const busyId = useSignal<string | null>(null)
  const rows = sessions.rows.value
  const reload = () => void sessions.load({ keepRows: true })

  const end = async ({ id, user_agent }: SessionItem) => {
    busyId.value = id
    const run = () => api('DELETE /auth/sessions/:id', { params: { id } })
    await deed(
      run,
      `The session of ${userAgentName(user_agent)} has ended.`,
      'The session could not be ended',
    )
    busyId.value = null
    reload()
  }
  const endOthers = async () => {
    busyId.value = 'others'
    await deed(
      () => api('POST /auth/sessions/end-others'),
      'Every other session has ended.',
      'The sessions could not be ended',
    )
    busyId.value = null
    reload()
  }
  const columns: readonly Column<SessionItem>[] = [
    {
      key: 'browser',
      header: 'Browser',
      cell: ({ user_agent, is_current }) => (
        <span class="session-this" title={user_agent}>
          <b>{userAgentName(user_agent)}</b>
          {is_current && <Badge tone="positive">This one</Badge>}
        </span>
      ),
    },
    { key: 'address', header: 'Address', cell: ({ address }) => <code>{address}</code> },
    { key: 'organization', header: 'Organization', cell: ({ organization }) => organization },
    { key: 'started', header: 'Signed in', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
    { key: 'used', header: 'Last renewed', cell: ({ refreshed_at }) => <RelativeTime at={refreshed_at} /> },
    { key: 'expires', header: 'Expires', cell: ({ expires_at }) => <RelativeTime at={expires_at} /> },
    {
      key: 'actions',
      header: 'Actions',
      align: 'end',
      cell: (session) =>
        session.is_current ? (
          <span class="muted">–</span>
        ) : (
          <Button size="small" busy={busyId.value === session.id} onClick={() => void end(session)}>
            End<span class="visually-hidden"> the session of {userAgentName(session.user_agent)}</span>
          </Button>
        ),
    },
  ]
  const hasOthers = rows?.some(({ is_current }) => !is_current) ?? false
  return (
    <Section
      title="Sessions"
      lead="Ending one signs that browser out at its next request."
      actions={
        <Button busy={busyId.value === 'others'} disabled={!hasOthers} onClick={() => void endOthers()}>
          End all others
        </Button>
      }
    >
      <Table
        caption="Sessions"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        error={sessions.error.value}
        onRetry={reload}
        more={{
          has: sessions.hasMore.value,
          loading: sessions.loadingMore.value,
          load: () => void sessions.more(),
        }}
        skeletonRows={2}
      />
    </Section>
  )
}
