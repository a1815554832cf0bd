import type { EncryptionAudit } from '../../analytics/contract/encryption.ts'
import { envelopeTables } from '../../analytics/envelope-tables.ts'
import { type EnvelopeKeyCount, envelopeKeys } from '../../analytics/queries/envelope-keys.ts'
import { envelopeSamples } from '../../analytics/queries/envelope-samples.ts'
import { isUnavailable } from '../../analytics/store/clickhouse-wire.ts'
import { dataKeysOf } from '../../analytics/store/d1/data-keys.ts'
import { type EnvelopeStore, envelopeStores, envelopesOf } from '../../analytics/store/d1/envelopes.ts'
import { livingSubjectKeys } from '../../analytics/store/d1/subject-keys.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { ownerOf } from '../audit/subject-keys.ts'
import type { Env } from '../environment.ts'
import { placeOfEnvelope } from './envelope-place.ts'
import { ringOf, vaultOf } from './index.ts'
import { VaultError } from './vault-error.ts'

const rowsAtOnce = 200
/** Beyond it an answer would come too late; then the audit says that it is not complete. */
const recordsMax = 20_000
const samplesPerKey = 5
const namedMax = 100

type Entry = EncryptionAudit['stores'][number]
type Key = Pick<Entry, 'store' | 'dek_id' | 'kek_id' | 'sampled'>

/** Opens every record of the control plane, and samples of each key in the event store. Nothing of them is shown. */
export async function auditEncryption(
  env: Env,
  tenant: Tenant,
  place: Place,
  nowMs: number,
): Promise<EncryptionAudit> {
  const tally = tallied()
  let isComplete = await openKeys(env, tenant, place, tally)
  for (const store of envelopeStores)
    isComplete = (await openStore(env, tenant, place, store, tally)) && isComplete
  isComplete = (await openSamples(env, tenant, place, nowMs, tally)) && isComplete
  return {
    checked_at: new Date(nowMs).toISOString(),
    stores: tally.entries(),
    unreadable: tally.named.slice(0, namedMax),
    complete: isComplete,
  }
}

/** Sealed records of the event store by key; null while it does not answer. */
export const sealedEvents = (tenant: Tenant, place: Place): Promise<EnvelopeKeyCount[] | null> =>
  answered(() => place.clickhouse.ask(tenant, envelopeKeys, {}))

async function answered<Row>(ask: () => Promise<Row[]>): Promise<Row[] | null> {
  try {
    return await ask()
  } catch (error) {
    if (isUnavailable(error)) return null
    throw error
  }
}

function tallied() {
  const entries = new Map<string, Entry>()
  const named: EncryptionAudit['unreadable'] = []
  const entryOf = (key: Key): Entry => {
    const name = JSON.stringify([key.store, key.dek_id, key.kek_id])
    const entry = entries.get(name) ?? { ...key, records: 0, opened: 0, unreadable: 0 }
    entries.set(name, entry)
    return entry
  }
  return {
    named,
    entries: () => [...entries.values()],
    count(key: Key, records: number) {
      entryOf(key).records += records
    },
    /** Tries one record. Errors: throws what is no word of the vault, and when the key service is away. */
    async open(key: Key, id: string, work: () => Promise<unknown>) {
      const entry = entryOf(key)
      try {
        await work()
        entry.opened += 1
      } catch (error) {
        if (!(error instanceof VaultError) || error.code === 'key_service_unavailable') throw error
        entry.unreadable += 1
        if (named.length < namedMax) named.push({ store: key.store, id, reason: error.message })
      }
    },
  }
}
type Tally = ReturnType<typeof tallied>

/** Every wrapped key: those of data, and those of subjects in the audit ledger. */
async function openKeys(env: Env, tenant: Tenant, { db }: Place, tally: Tally): Promise<boolean> {
  const ring = ringOf(env)
  for (const { dekId, kekId, wrapped, status } of await dataKeysOf(db, tenant.orgId)) {
    if (status === 'destroyed') continue
    const key = { store: 'data_keys', dek_id: dekId, kek_id: kekId, sampled: false }
    tally.count(key, 1)
    await tally.open(key, dekId, () => ring.unwrap(kekId, wrapped, { orgId: tenant.orgId, keyId: dekId }))
  }
  let afterSubject = ''
  for (let seen = 0; seen < recordsMax; ) {
    const page = { exceptKekId: null, afterSubject, rows: rowsAtOnce }
    const found = await livingSubjectKeys(tenant, db, page)
    for (const { subject, kekId, wrapped } of found) {
      const key = { store: 'subject_keys', dek_id: '', kek_id: kekId, sampled: false }
      tally.count(key, 1)
      await tally.open(key, subject, () => ring.unwrapRoot(kekId, wrapped, ownerOf(tenant, subject)))
    }
    if (found.length < rowsAtOnce) return true
    seen += found.length
    afterSubject = found.at(-1)?.subject ?? ''
  }
  return false
}

async function openStore(
  env: Env,
  tenant: Tenant,
  place: Place,
  store: EnvelopeStore,
  tally: Tally,
): Promise<boolean> {
  const vault = vaultOf(env, place)
  let afterRowId = ''
  for (let seen = 0; seen < recordsMax; ) {
    const page = { exceptDekIds: [], afterRowId, rows: rowsAtOnce }
    const found = await envelopesOf(tenant, place.db, store, page)
    for (const { rowId, envelope } of found) {
      const key = { store: store.name, ...keysIn(envelope), sampled: false }
      tally.count(key, 1)
      await tally.open(key, rowId, () => vault.open(placeOfEnvelope(tenant, store, rowId), envelope))
    }
    if (found.length < rowsAtOnce) return true
    seen += found.length
    afterRowId = found.at(-1)?.rowId ?? ''
  }
  return false
}

/** The head of an envelope, which names the keys that it was sealed with. */
function keysIn(envelope: string): { dek_id: string; kek_id: string } {
  const [, kekId = '', dekId = ''] = envelope.split('.', 3)
  return { dek_id: dekId, kek_id: kekId }
}

async function openSamples(
  env: Env,
  tenant: Tenant,
  place: Place,
  nowMs: number,
  tally: Tally,
): Promise<boolean> {
  const counts = await sealedEvents(tenant, place)
  if (counts === null) return false
  for (const { records, ...key } of counts) tally.count({ ...key, sampled: true }, records)
  const vault = vaultOf(env, place)
  for (const table of envelopeTables.filter((name) => counts.some(({ store }) => store === name))) {
    const asked = { table, perKey: samplesPerKey, nowMs }
    const samples = await answered(() => place.clickhouse.ask(tenant, envelopeSamples, asked))
    if (samples === null) return false
    for (const { id, envelope, ...key } of samples) {
      const at = { orgId: tenant.orgId, table, column: 'envelope', rowId: id }
      await tally.open({ store: table, ...key, sampled: true }, id, () => vault.open(at, envelope))
    }
  }
  return true
}
