import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DueStream, endCutOffRuns, leaseDue } from '../../analytics/store/d1/collection.ts'
import { credentials, inventory, organizations, streams } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { vaultOf } from '../vault/index.ts'
import { leaseMs } from './due.ts'
import { runSync } from './sync.ts'

const place = placeOf(env, env.REGION)
const orgId = 'org_sync'
let vendorCalls = 0
let vendorAnswer: () => Response = () => Response.json({ data: [] })

beforeAll(async () => {
  await place.db
    .insert(organizations)
    .values({ id: orgId, name: 'One', region: env.REGION, plan: 'pro', createdAtMs: 0 })
})
beforeEach(() => {
  vendorCalls = 0
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.searchParams.has('query')) return new Response('')
    vendorCalls += 1
    return vendorAnswer()
  })
})

/** A credential with one stream that is due now, leased to a run. */
async function leased(id: string): Promise<DueStream> {
  const at = { orgId, table: 'credentials', column: 'secret_envelope', rowId: id }
  await place.db.insert(credentials).values({
    id,
    orgId,
    vendorId: 'openai',
    label: 'l',
    kind: 'admin',
    hint: 'h',
    secretEnvelope: await vaultOf(env, place).seal(at, 'sk-admin-1'),
    accountRef: '',
    status: 'active',
    createdAtMs: 0,
  })
  await place.db.insert(inventory).values({ orgId, credentialId: id, type: 'project', ref: 'p', target: 'P' })
  await place.db.insert(streams).values({
    credentialId: id,
    stream: 'cost',
    orgId,
    intervalS: 300,
    nextDueAtMs: 0,
    highWaterAtMs: null,
    leaseId: null,
    leaseUntilMs: 0,
    status: 'active',
    lastError: null,
  })
  const nowMs = Date.now()
  const [due] = await leaseDue(place.db, env.REGION, nowMs, nowMs + leaseMs, `lease-${id}`, id, 1)
  if (!due) throw new Error('nothing was due')
  return due
}

type State = {
  status: string
  credential: string
  run: string | null
  next_due_at_ms: number
  high_water_at_ms: number | null
  last_error: string | null
}

const stateOf = (id: string): Promise<State | null> =>
  env.DB.prepare(
    `SELECT s.status, c.status AS credential, s.next_due_at_ms, s.high_water_at_ms, s.last_error,
       (SELECT r.status FROM collector_runs AS r WHERE r.credential_id = c.id ORDER BY r.started_at_ms DESC) AS run
     FROM streams AS s JOIN credentials AS c ON c.id = s.credential_id WHERE c.id = ?`,
  )
    .bind(id)
    .first<State>()

async function synced(id: string, answer: () => Response): Promise<State | null> {
  vendorAnswer = answer
  await runSync(env, place, await leased(id))
  return stateOf(id)
}

describe('a sync that ends', () => {
  it('well, moves the mark and comes again after its interval', async () => {
    const startedAtMs = Date.now()
    const seen = await synced('well', () => Response.json({ data: [] }))
    expect(seen).toMatchObject({ run: 'succeeded', status: 'active', last_error: null })
    expect(seen?.high_water_at_ms).toBeGreaterThanOrEqual(startedAtMs)
    expect(seen?.next_due_at_ms).toBeGreaterThanOrEqual(startedAtMs + 300_000)
  })

  it('with a vendor that names a time, does not ask before it, however short the interval', async () => {
    const startedAtMs = Date.now()
    const seen = await synced(
      'limited',
      () => new Response('', { status: 429, headers: { 'retry-after': '1800' } }),
    )
    expect(seen).toMatchObject({
      run: 'failed',
      status: 'active',
      credential: 'active',
      high_water_at_ms: null,
    })
    expect(seen?.next_due_at_ms).toBeGreaterThanOrEqual(startedAtMs + 1_800_000)
  })

  it('with a refused credential, marks it as invalid; with a forbidden report, stops only that', async () => {
    const refused = (status: number) => () => Response.json({ error: { message: 'no' } }, { status })
    expect(await synced('invalid', refused(401))).toMatchObject({ credential: 'invalid', status: 'active' })
    expect(await synced('forbidden', refused(403))).toMatchObject({ credential: 'active', status: 'stopped' })
  })

  it('without its lease, asks the vendor nothing and leaves no run', async () => {
    const due = await leased('stolen')
    await runSync(env, place, { ...due, leaseId: 'another' })
    expect([vendorCalls, (await stateOf('stolen'))?.run]).toEqual([0, null])
  })
})

describe('a lease', () => {
  it('is given once, and again when it has run out', async () => {
    await leased('leases')
    const lease = (nowMs: number) =>
      leaseDue(place.db, env.REGION, nowMs, nowMs + leaseMs, 'second', 'leases', 1)
    const nowMs = Date.now()
    expect(await lease(nowMs)).toEqual([])
    expect(await lease(nowMs + leaseMs + 1)).toHaveLength(1)
  })
})

describe('a run that was cut off', () => {
  it('is ended when nobody holds its lease, and left alone while somebody does', async () => {
    const nowMs = Date.now()
    for (const id of ['held', 'cut']) {
      await leased(id)
      await env.DB.prepare(
        `INSERT INTO collector_runs (id, org_id, vendor_id, credential_id, stream, status, pulled, errors, started_at_ms)
         VALUES (?1, ?2, 'openai', ?1, 'cost', 'running', 0, 0, ?3)`,
      )
        .bind(id, orgId, nowMs - 10 * leaseMs)
        .run()
    }
    await env.DB.prepare(`UPDATE streams SET lease_until_ms = ?1 WHERE credential_id = 'cut'`)
      .bind(nowMs - 1)
      .run()
    await endCutOffRuns(place.db, nowMs - 2 * leaseMs, nowMs)
    expect([(await stateOf('held'))?.run, (await stateOf('cut'))?.run]).toEqual(['running', 'failed'])
  })
})
