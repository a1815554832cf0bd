import { runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { expect } from 'vitest'
import type { AuditEntryItem } from '../../analytics/contract/audit.ts'
import { type LedgerEntry, parseEntry } from '../../analytics/ledger/entry.ts'
import { apiKeys, organizations } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Doing } from '../audit.ts'
import { secretHash } from '../identity/tokens.ts'
import { ledgerOf } from './ledger.ts'

export const place = placeOf(env, env.REGION)
export const tenantOf = (orgId: string) => ({ orgId, region: env.REGION, plan: 'pro' as const })
export const doing = (orgId: string, changes: Partial<Doing> = {}): Doing => ({
  env,
  tenant: tenantOf(orgId),
  place,
  subject: 'user:ann',
  requestId: 'request-1',
  nowMs: Date.now(),
  address: '192.0.2.7',
  userAgent: 'Browser/1',
  ...changes,
})
const keySecret = 'x'.repeat(32)
const keyOf = (orgId: string): string => `afk_key0${orgId}_${keySecret}`

/** An organization with one API key, which `call` and `read` speak with. */
export async function organization(orgId: string, scopes = ['audit:read', 'audit:export']): Promise<void> {
  const createdAtMs = Date.now()
  await place.db
    .insert(organizations)
    .values({ id: orgId, name: orgId, region: env.REGION, plan: 'pro', createdAtMs })
  await place.db.insert(apiKeys).values({
    id: `key0${orgId}`,
    orgId,
    name: `Key of ${orgId}`,
    secretHash: await secretHash(keySecret),
    scopes,
    createdAtMs,
  })
}
export const call = (orgId: string, method: string, path: string, body?: unknown) =>
  exports.default.fetch(
    new Request(`http://api/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keyOf(orgId)}`,
        'content-type': 'application/json',
        'cf-connecting-ip': '192.0.2.9',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
export async function read(orgId: string, query = ''): Promise<AuditEntryItem[]> {
  const response = await call(orgId, 'GET', `/audit${query}`)
  expect(response.status).toBe(200)
  return ((await response.json()) as { items: AuditEntryItem[] }).items
}
export const entriesOf = async (orgId: string): Promise<LedgerEntry[]> =>
  (await ledgerOf(env, tenantOf(orgId)).entries(0, 10_000)).map(({ text }) => parseEntry(text) as LedgerEntry)
export const outcomesOf = async (orgId: string) =>
  (await entriesOf(orgId)).map(({ seq, action, outcome, intent_seq }) => [seq, action, outcome, intent_seq])

/** The ledger's object refuses every write from here on, as one whose disk is gone. */
export const breakLedger = (orgId: string) =>
  runInDurableObject(ledgerOf(env, tenantOf(orgId)), (_object, { storage }) => {
    storage.sql.exec('ALTER TABLE entries RENAME TO gone')
  })
export const mendLedger = (orgId: string) =>
  runInDurableObject(ledgerOf(env, tenantOf(orgId)), (_object, { storage }) => {
    storage.sql.exec('ALTER TABLE gone RENAME TO entries')
  })
