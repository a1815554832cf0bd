import type { AuditEntryItem } from '../../analytics/contract/audit.ts'
import { type LedgerEntry, parseEntry } from '../../analytics/ledger/entry.ts'
import type { ShownPart } from '../../analytics/ledger/export-file.ts'
import { actorLabels } from '../../analytics/store/d1/actor-labels.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { KeptEntry } from '../../durable-objects/ledger-log.ts'
import type { Env } from '../environment.ts'
import type { Access } from '../identity/access.ts'
import { openDetails } from './details.ts'
import { subjectKeysOf } from './ledger.ts'

/** For whom entries are opened; `access` says whether they may see who is behind a pseudonym. */
export type Reader = { env: Env; tenant: Tenant; place: Place; access: Access; nowMs: number }

/** An entry as whoever may read the ledger sees it, and what proves its details. */
export type OpenEntry = { item: AuditEntryItem; shown: ShownPart[] }

/** Opens the details of entries and names their actors. */
export async function openEntries(reader: Reader, entries: readonly KeptEntry[]): Promise<OpenEntry[]> {
  const { env, tenant, place, access, nowMs } = reader
  const parsed = entries.map((kept) => ({ kept, entry: parseEntry(kept.text) ?? unreadable(kept, tenant) }))
  const subjects = new Set(parsed.flatMap(({ entry }) => entry.sealed.map(({ subject }) => subject)))
  const actors = new Set(parsed.map(({ entry }) => entry.actor))
  const [keys, labels] = await Promise.all([
    subjectKeysOf(env, place).forReading(tenant, [...subjects]),
    access.may('members:read', {}, nowMs)
      ? actorLabels(tenant, place.db, [...actors])
      : new Map<string, string>(),
  ])
  return Promise.all(
    parsed.map(async ({ kept, entry }) => {
      const envelopes = kept.details === null ? [] : (JSON.parse(kept.details) as string[])
      const { shown, erased, damaged } = await openDetails(keys, tenant, entry, envelopes)
      const members = shown.map(({ text }) => JSON.parse(text) as Record<string, unknown>)
      const item: AuditEntryItem = {
        seq: entry.seq,
        at: new Date(entry.at_ms).toISOString(),
        actor: entry.actor,
        actor_label: labels.get(entry.actor) ?? null,
        action: entry.action,
        target: entry.target,
        outcome: entry.outcome,
        request_id: entry.request_id,
        intent_seq: entry.intent_seq,
        entry: kept.text,
        hash: kept.hash,
        prev: entry.prev,
        details: shown.length === 0 ? null : Object.assign({}, ...members),
        details_erased: erased,
        details_damaged: damaged,
      }
      return { item, shown }
    }),
  )
}

/** An entry that was tampered with is shown and exported as it stands, so that whoever verifies it finds it. */
function unreadable({ seq }: KeptEntry, { orgId }: Tenant): LedgerEntry {
  const none = {
    id: '',
    actor: '',
    action: '',
    target: '',
    request_id: '',
    intent_seq: null,
    sealed: [],
    prev: '',
  }
  return { v: 1, org: orgId, seq, at_ms: 0, outcome: 'failed', ...none }
}
