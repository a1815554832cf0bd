import { useSignal } from '@preact/signals'
import type { Notice } from '../../../analytics/contract/spending.ts'
import { api } from '../../lib/api.ts'
import { noticeWords } from '../../lib/collection-words.ts'
import { count } from '../../lib/format.ts'
import { deed } from '../../models/deed.ts'
import { noticesModel } from '../../models/notices.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { isNarrow } from '../../models/viewport.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import './notices.css'

/** On a narrow screen they would push the page itself out of sight. */
const firstShown = () => (isNarrow.value ? 1 : 3)

/** What needs a person, above everything about vendors; nothing where there is nothing. */
export function Notices() {
  return may('alerts:read') ? <NoticeList /> : null
}

function NoticeList() {
  const notices = useModel(noticesModel)
  const all = useSignal(false)
  const items = notices.data.value ?? []
  if (items.length === 0) return null
  const few = firstShown()
  const shown = all.value ? items : items.slice(0, few)
  return (
    <section class="notices" aria-label="Notices">
      <ul>
        {shown.map((notice) => (
          <NoticeRow
            key={`${notice.kind}/${notice.subject}`}
            notice={notice}
            onDismissed={() => void notices.load()}
          />
        ))}
      </ul>
      {items.length > few && (
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            all.value = !all.value
          }}
        >
          {all.value ? 'Show fewer notices' : `Show all ${count(items.length)} notices`}
        </Button>
      )}
    </section>
  )
}

function NoticeRow({ notice, onDismissed }: { notice: Notice; onDismissed: () => void }) {
  const { title, action, href } = noticeWords(notice)
  const { kind, subject } = notice
  const dismiss = async () => {
    const body = { kind, subject }
    const done = 'The notice is dismissed. It comes back when its reason does.'
    if (await deed(() => api('POST /notices/dismiss', { body }), done, 'The notice stays')) onDismissed()
  }
  return (
    <li class="notice-row">
      <Icon name="warning" />
      <div class="notice-text">
        <p>
          <b>{title}.</b> {notice.message}
        </p>
        <p class="notice-when">
          {notice.times > 1 && `${count(notice.times)} times, last `}
          <RelativeTime at={notice.last_at} />
          {' · '}
          <a href={href}>
            {action}
            <span class="visually-hidden"> ({subject})</span>
          </a>
        </p>
      </div>
      {may('alerts:write') && (
        <Button
          look="quiet"
          size="small"
          icon="close"
          label={`Dismiss: ${title}, ${subject}`}
          onClick={dismiss}
        />
      )}
    </li>
  )
}
