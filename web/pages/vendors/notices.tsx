import { useSignal } from '@preact/signals'
import type { Notice } from '../../../analytics/contract/spending.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
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

/** Models that a grouped notice names. */
const namedModels = 4

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
  const unpriced = items.filter(({ kind }) => kind === 'unpriced_model')
  // Many of one kind are one matter, and would push everything else out of sight.
  const isGrouped = unpriced.length > 1
  const single = isGrouped ? items.filter(({ kind }) => kind !== 'unpriced_model') : items
  const shown = all.value ? single : single.slice(0, few)
  const renew = () => void notices.load()
  return (
    <section class="notices" aria-label="Notices">
      <ul>
        {shown.map((notice) => (
          <NoticeRow key={`${notice.kind}/${notice.subject}`} notice={notice} onDismissed={renew} />
        ))}
        {isGrouped && <UnpricedRow notices={unpriced} onDismissed={renew} />}
      </ul>
      {single.length > few && (
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            all.value = !all.value
          }}
        >
          {all.value ? 'Show fewer notices' : `Show all ${count(single.length)} notices`}
        </Button>
      )}
    </section>
  )
}

type UnpricedProps = { notices: readonly Notice[]; onDismissed: () => void }

/** The models without a price as one notice, the latest by name. */
function UnpricedRow({ notices, onDismissed }: UnpricedProps) {
  const named = notices.slice(0, namedModels)
  const others = notices.length - named.length
  const dismiss = async () => {
    const all = () =>
      Promise.all(
        notices.map(({ kind, subject }) => api('POST /notices/dismiss', { body: { kind, subject } })),
      )
    const done = 'The notices are dismissed. Each comes back when its model is used again.'
    await deed(all, done, 'Some notices stay')
    onDismissed()
  }
  return (
    <li class="notice-row">
      <Icon name="warning" />
      <div class="notice-text">
        <p>
          <b>{count(notices.length)} models have no price.</b> What they cost is not part of any spend here.
        </p>
        <p class="notice-when">
          {named.map((notice, index) => {
            const { action, href } = noticeWords(notice)
            const [vendorId = '', ...model] = notice.subject.split('/')
            return (
              <span key={notice.subject}>
                {index > 0 && ', '}
                <a class="notice-model" href={href} aria-label={`${action} (${notice.subject})`}>
                  {model.join('/')}
                </a>{' '}
                of {vendorLabel(vendorId)}
              </span>
            )
          })}
          {others > 0 && (
            <>
              {' and '}
              <a href="/vendors/prices">{others === 1 ? 'one other' : `${count(others)} others`}</a>
            </>
          )}
        </p>
      </div>
      {may('alerts:write') && (
        <Button
          look="quiet"
          size="small"
          icon="close"
          label="Dismiss: models without a price"
          onClick={dismiss}
        />
      )}
    </li>
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
