import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, vi } from 'vitest'
import { type DueStream, leaseDue } from '../../analytics/store/d1/collection.ts'
import { credentials, inventory, organizations, streams } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { vaultOf } from '../vault/index.ts'
import { leaseMs } from './due.ts'
import { runSync } from './sync.ts'
import { dueStream } from './test-credentials.ts'

export const place = placeOf(env, env.REGION)
export const orgId = 'org_sync'

const dayMs = 86_400_000
export const today = Math.floor(Date.now() / dayMs) * dayMs

/** A vendor of costs: what it is asked, and what it answers. */
export type CostVendor = { calls: number; answer: (url: URL) => Response | Promise<Response> }

type State = {
  status: string
  credential: string
  run: string | null
  next_due_at_ms: number
  high_water_at_ms: number | null
  last_error: string | null
}

/**
 * An organization whose credentials are read from a vendor that answers as a test says, and a ClickHouse that takes
 * whatever comes. To be called once in a file of tests.
 */
export function costRuns() {
  const vendor: CostVendor = { calls: 0, answer: () => Response.json({ data: [] }) }
  /** Rows that went to ClickHouse, by table. */
  let inserted: { table: string; rows: Record<string, unknown>[] }[] = []

  // The plan keeps 90 days, so that the whole of a cost report is one window.
  beforeAll(async () => {
    await place.db
      .insert(organizations)
      .values({ id: orgId, name: 'One', region: env.REGION, plan: 'starter', createdAtMs: 0 })
  })
  beforeEach(async () => {
    await drained()
    vendor.calls = 0
    inserted = []
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const url = new URL(input instanceof Request ? input.url : input)
      const table = /^INSERT INTO (\w+)/.exec(url.searchParams.get('query') ?? '')?.[1]
      if (table !== undefined) {
        const text = await new Response(init?.body).text()
        const rows = text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>)
        inserted.push({ table, rows })
        return new Response('')
      }
      vendor.calls += 1
      return vendor.answer(url)
    })
  })

  async function synced(id: string, answer: CostVendor['answer']): Promise<State | null> {
    vendor.answer = answer
    await runSync(env, place, await leased(id))
    return stateOf(id)
  }

  /** Cost lines as ClickHouse has them in the end, by item. */
  async function storedCosts(): Promise<Record<string, number>> {
    await drained()
    const sums: Record<string, number> = {}
    for (const { table, rows } of inserted) {
      if (table !== 'vendor_costs') continue
      for (const { line_item, amount } of rows)
        sums[String(line_item)] = (sums[String(line_item)] ?? 0) + Number(amount)
    }
    return sums
  }

  return { vendor, synced, storedCosts }
}

/** Waits until everything that was collected went to ClickHouse. */
async function drained(): Promise<void> {
  const shard = env.STREAM_SHARD.getByName(`${env.REGION}/${orgId}/stream/0`)
  await vi.waitUntil(async () => (await shard.waiting()).rows === 0, 15_000)
}

/** A credential with one stream that is due now, leased to a run. */
export async function leased(id: string, stream = 'cost'): Promise<DueStream> {
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
  await dueStream({ credentialId: id, orgId, stream, intervalS: 300 })
  return again(id)
}

/** The lease of a stream that was run before. */
export async function again(id: string): Promise<DueStream> {
  const nowMs = Date.now()
  await place.db.update(streams).set({ nextDueAtMs: 0, leaseUntilMs: 0 }).where(eq(streams.credentialId, id))
  const [due] = await leaseDue(place.db, env.REGION, nowMs, nowMs + leaseMs, `lease-${id}`, id, 1)
  if (!due) throw new Error('nothing was due')
  return due
}

export const stateOf = (id: string): Promise<State | null> =>
  env.DB.prepare(
    `SELECT s.status, c.status AS credential, s.next_due_at_ms, s.high_water_at_ms, s.last_error,
       (SELECT r.status FROM collector_runs AS r WHERE r.credential_id = c.id ORDER BY r.started_at_ms DESC) AS run
     FROM streams AS s JOIN credentials AS c ON c.id = s.credential_id WHERE c.id = ?`,
  )
    .bind(id)
    .first<State>()

/** A cost report of lines by day, in pages of the given lines; `next` tells the cursor after each. */
export const costBody = (lines: [daysAgo: number, item: string, value: number][], next: string | null) =>
  Response.json({
    data: lines.map(([daysAgo, line_item, value]) => ({
      start_time: (today - daysAgo * dayMs) / 1000,
      results: [{ amount: { value, currency: 'usd' }, line_item }],
    })),
    next_page: next,
  })

export const streamRow = async (id: string) =>
  (await place.db.select().from(streams).where(eq(streams.credentialId, id)))[0]
