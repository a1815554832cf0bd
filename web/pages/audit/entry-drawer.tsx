import type { AuditEntryItem } from '../../../analytics/contract/audit.ts'
import { absoluteTime } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { userAgentName } from '../../lib/user-agent.ts'
import { Button } from '../../parts/button.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Id, Part } from '../../parts/facts.tsx'
import { CopyBlock } from '../../parts/secret.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { DetailsDifference } from './details-difference.tsx'
import { EntryProof } from './entry-proof.tsx'
import { OutcomeBadge } from './outcome-badge.tsx'

/** The entry whose drawer is open, by its number. */
export function openEntrySeq(): string | null {
  return query.value.get('entry')
}

const close = () => setQuery({ entry: null })

/** The drawer of the entry that the address names; `rows` are those it can step through. */
export function EntryDrawer({ rows }: { rows: readonly AuditEntryItem[] | null }) {
  const open = openEntrySeq()
  if (open === null || rows === null) return null
  const index = rows.findIndex(({ seq }) => String(seq) === open)
  const entry = rows[index]
  if (entry === undefined) {
    return (
      <Drawer title={`Entry ${open}`} onClose={close}>
        <EmptyState icon="search" title="This entry is not among those shown">
          <p>Widen the time range or clear the filters.</p>
        </EmptyState>
      </Drawer>
    )
  }
  const step = (label: string, icon: 'chevronUp' | 'chevronDown', to: AuditEntryItem | undefined) => (
    <Button
      look="quiet"
      icon={icon}
      label={label}
      disabled={to === undefined}
      onClick={() => to && setQuery({ entry: String(to.seq) })}
    />
  )
  return (
    <Drawer
      title={`Entry ${entry.seq}`}
      onClose={close}
      actions={
        <>
          {step('Newer entry', 'chevronUp', rows[index - 1])}
          {step('Older entry', 'chevronDown', rows[index + 1])}
        </>
      }
    >
      <EntryDetails key={entry.seq} entry={entry} />
    </Drawer>
  )
}

function EntryDetails({ entry }: { entry: AuditEntryItem }) {
  const { details } = entry
  return (
    <>
      <Facts>
        <Fact name="Action">
          <code>{entry.action}</code>
        </Fact>
        <Fact name="Outcome">
          <OutcomeBadge outcome={entry.outcome} />
        </Fact>
        {entry.outcome === 'intent' && (
          <Fact name="What that means" wide>
            Written down before it was done. How it went is an entry of its own, after this one.
          </Fact>
        )}
        <Fact name="Actor">
          {entry.actor_label ?? <span class="muted">Erased, or not yours to see</span>}
        </Fact>
        <Fact name="When">{absoluteTime(entry.at)}</Fact>
        <Fact name="Pseudonym" wide>
          <Id text={entry.actor} what="pseudonym" />
        </Fact>
        <Fact name="Target" wide>
          <Id text={entry.target} what="target" />
        </Fact>
        <Fact name="Address">{details?.address}</Fact>
        <Fact name="Browser">
          {details?.user_agent && <span title={details.user_agent}>{userAgentName(details.user_agent)}</span>}
        </Fact>
        <Fact name="Request" wide>
          <Id text={entry.request_id} what="request id" />
        </Fact>
        {entry.intent_seq !== null && (
          <Fact name="Outcome of">
            <Button size="small" onClick={() => setQuery({ entry: String(entry.intent_seq) })}>
              Entry {String(entry.intent_seq)}
            </Button>
          </Fact>
        )}
      </Facts>
      <Part title="What changed">
        <DetailsDifference entry={entry} />
      </Part>
      <Part title="Proof">
        <EntryProof entry={entry} />
      </Part>
      <Part title="The entry, byte for byte">
        <CopyBlock what="entry" text={entry.entry} />
        <Facts>
          <Fact name="Hash" wide>
            <Id text={entry.hash} what="hash" />
          </Fact>
          <Fact name="Hash of the entry before" wide>
            <Id text={entry.prev} what="hash of the entry before" />
          </Fact>
        </Facts>
      </Part>
    </>
  )
}
