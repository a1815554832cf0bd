import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { vi } from 'vitest'
import type { Credential } from '../../analytics/store/d1/collection.ts'
import { credentials, organizations, priceOverrides, streams } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { newId } from '../new-id.ts'
import { forgetPrices } from '../prices.ts'
import { vaultOf } from '../vault/index.ts'
import { budget } from './budget.ts'
import { vendorContext } from './context.ts'
import { openCredential } from './credential.ts'
import { leaseMs } from './due.ts'
import { namesOf } from './names.ts'
import { readWindow } from './read-window.ts'
import { recording } from './recording.ts'
import { type Replayed, replay } from './replay.ts'
import type { Run } from './run.ts'
import { pageContext, storeEnd, storePage } from './store-page.ts'
import { adapter, asked, at, nowMs, teller } from './test-teller.ts'

export const place = placeOf(env, env.REGION)

type Row = Record<string, unknown>
/** What the test's ClickHouse holds, by table; it answers the few questions that are asked of it here. */
export const stored = { tables: {} as Record<string, Row[]> }

/** Nothing is stored and nothing told; from here on `fetch` reaches this ClickHouse and the teller. */
export function emptyStand(): void {
  stored.tables = {}
  asked.answers = {}
  Object.assign(adapter, { giveCalls: true, namesWanted: false })
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.hostname === 'teller.example') {
      asked.calls += 1
      const answer = asked.answers[`${url.pathname}${url.search}`]
      return answer === undefined ? new Response('', { status: 404 }) : Response.json(answer)
    }
    const inserted = /^INSERT INTO (\w+)/.exec(url.searchParams.get('query') ?? '')?.[1]
    const text = await new Response(init?.body ?? (input instanceof Request ? input.body : null)).text()
    if (inserted !== undefined) {
      const table = inserted === 'event_changes' ? 'events' : inserted
      const rows = text.trimEnd().split('\n')
      stored.tables[table] = [...(stored.tables[table] ?? []), ...rows.map((line) => JSON.parse(line) as Row)]
      return new Response('')
    }
    return new Response(
      answered(text, url.searchParams)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    )
  })
}

/** Rows as they are known now: the newest revision of each, without what corrections took back. */
export function events(): Row[] {
  const known = new Map<unknown, Row>()
  for (const row of stored.tables.events ?? []) if (row.sign !== -1) known.set(row.id, row)
  return [...known.values()]
}

function answered(sql: string, params: URLSearchParams): Row[] {
  const ids = new Set([...(params.get('param_ids') ?? '').matchAll(/'([^']*)'/g)].map(([, id]) => id))
  const withIds = (rows: Row[] = []) => rows.filter(({ id }) => ids.has(String(id)))
  if (sql.includes('GROUP BY pass')) return passes(params)
  if (sql.includes('FROM raw_pages'))
    return withIds(stored.tables.raw_pages).filter(({ envelope }) => envelope)
  if (sql.includes('FROM raw_payloads')) return withIds(stored.tables.raw_payloads)
  if (sql.includes("kind = 'usage'"))
    return events()
      .filter(({ kind }) => kind === 'usage')
      .map(withDefaults)
  return withIds(events()).map(withDefaults)
}

function passes(params: URLSearchParams): Row[] {
  const [stream, only] = [params.get('param_stream'), params.get('param_only')]
  const rows = (stored.tables.raw_pages ?? []).filter((row) => row.stream === stream)
  const told = [...Map.groupBy(rows, ({ pass }) => String(pass))].map(([pass, pages]) => ({
    pass,
    last_at:
      pages
        .map(({ created_at }) => String(created_at))
        .toSorted()
        .at(-1) ?? '',
    from_at: pages[0]?.window_from,
    to_at: pages[0]?.window_to,
    pages: pages.map(({ page_key, next_key, id }) => [page_key, next_key, id]),
  }))
  const rank = ({ last_at, pass }: { last_at: string; pass: string }) => `${last_at} ${pass}`
  const after = { last_at: params.get('param_after_at') ?? '', pass: params.get('param_after_pass') ?? '' }
  return told
    .filter((row) => only === '' || row.pass === only)
    .filter((row) => after.last_at === '' || rank(row) < rank(after))
    .toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))
}

const withDefaults = (row: Row): Row => ({
  revision: 0,
  project_id: '',
  actor_id: '',
  api_key_id: '',
  cost_source: '',
  ...row,
})

/** A credential of an organization of its own. */
export async function connected() {
  const id = newId()
  const tenant = { orgId: `org-${id}`, region: env.REGION, plan: 'pro' } as const
  await place.db
    .insert(organizations)
    .values({ id: tenant.orgId, name: 'O', region: env.REGION, plan: 'pro', createdAtMs: 0 })
  const field = { orgId: tenant.orgId, table: 'credentials', column: 'secret_envelope', rowId: id }
  const given = {
    id,
    orgId: tenant.orgId,
    vendorId: 'teller',
    label: 'l',
    kind: 'k',
    hint: 'h',
    secretEnvelope: await vaultOf(env, place).seal(field, 'secret'),
    accountRef: '',
    status: 'active',
    createdAtMs: 0,
  } as const
  const [credential] = await place.db.insert(credentials).values(given).returning()
  await place.db.insert(streams).values(
    teller.streams.map(({ name }) => ({
      credentialId: id,
      stream: name,
      orgId: tenant.orgId,
      intervalS: 300,
      nextDueAtMs: 0,
      highWaterAtMs: null,
      leaseId: null,
      leaseUntilMs: 0,
      status: 'active' as const,
      lastError: null,
    })),
  )
  return { tenant, credential: credential as Credential }
}
export type Who = Awaited<ReturnType<typeof connected>>

const streamOf = (name: string) => {
  const stream = teller.streams.find((each) => each.name === name)
  if (!stream) throw new Error('no such stream')
  return stream
}

/** Reads some hours as a run of that moment does, and gives whether it came to their end. */
export async function reading(
  { tenant, credential }: Who,
  name: string,
  [fromHour, toHour]: readonly [number, number],
  startedAtMs = nowMs,
): Promise<boolean> {
  const leaseId = newId()
  const ofStream = eq(streams.credentialId, credential.id)
  await place.db
    .update(streams)
    .set({ leaseId, leaseUntilMs: nowMs + leaseMs })
    .where(ofStream)
  const [row] = await place.db.select().from(streams).where(ofStream)
  const run: Run = {
    id: newId(),
    env,
    place,
    due: { tenant, credentialId: credential.id, stream: name, leaseId },
    vendor: teller,
    stream: streamOf(name),
    credential,
    row: row as Run['row'],
    tally: { pulled: 0, skipped: 0, pages: 0 },
    budget: budget(Date.now),
    paceMs: 0,
    startedAtMs,
  }
  const opened = await openCredential(env, place, credential)
  const recorded = recording(vendorContext(env, teller, opened))
  const pages = await pageContext(run, await namesOf(run), recorded.context)
  const span = { fromMs: at(fromHour), toMs: at(toHour), page: null, pass: newId(), topMs: at(toHour) }
  const window = { part: 'present', ...span, isWhole: true } as const
  const read = await readWindow(run, recorded.context, window, (page, from) =>
    storePage(run, pages, page, from, recorded.taken()),
  )
  if (read.ok) await storeEnd(run, read.value)
  await place.db.update(streams).set({ leaseId: null, leaseUntilMs: 0 }).where(ofStream)
  await drained(tenant.orgId)
  // Readings are told apart by the millisecond in which they were kept.
  await new Promise((resolve) => setTimeout(resolve, 2))
  return read.ok
}

async function drained(orgId: string): Promise<void> {
  const shard = env.STREAM_SHARD.getByName(`${env.REGION}/${orgId}/stream/0`)
  await vi.waitUntil(async () => (await shard.waiting()).rows === 0, 15_000)
}

/** Reads everything again, a page a call, and never asks the vendor. */
export async function replayed({ tenant, credential }: Who, pagesMax = 1, from: Replayed['next'] = null) {
  const sum = { stored: 0, duplicates: 0, missing: 0 }
  const before = asked.calls
  let next = from
  do {
    const where = { env, tenant, place, nowMs: Date.now() }
    const done = await replay(where, teller, credential, next, pagesMax)
    if (!done.ok) throw new Error(done.failure.kind)
    for (const name of ['stored', 'duplicates', 'missing'] as const) sum[name] += done.value[name]
    next = done.value.next
    if (done.value.stored > 0) await drained(tenant.orgId)
  } while (next !== null)
  if (asked.calls !== before) throw new Error('the vendor was asked')
  return sum
}

/** Tokens that are stored, by the id of their bucket or call without its revision, and money by cost line. */
export const tokensOf = (): number[] => {
  const sums = new Map<string, number>()
  for (const { id, tokens_in } of events()) {
    const key = String(id).replace(/-\d+$/, '')
    sums.set(key, (sums.get(key) ?? 0) + Number(tokens_in))
  }
  return [...sums.values()].toSorted((a, b) => a - b)
}
export const moneyOf = (): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const { line_item, amount } of stored.tables.vendor_costs ?? [])
    sums[String(line_item)] = (sums[String(line_item)] ?? 0) + Number(amount)
  return sums
}

/** What was paid for tokens, in thousandths of a dollar, and how it was known, of every stored row. */
export const pricesOf = () =>
  events()
    .map(({ tokens_in, cost_source, cost_usd }) => [
      tokens_in,
      cost_source,
      Math.round(Number(cost_usd) * 1000),
    ])
    .toSorted(([a], [b]) => Number(a) - Number(b))

/** An organization agrees on a thousandth of a dollar a token. */
export async function agreed({ tenant }: Who): Promise<void> {
  await place.db.insert(priceOverrides).values({
    orgId: tenant.orgId,
    vendorId: 'teller',
    model: 'abacus',
    effectiveFromMs: 0,
    prices: { input: '1000', output: '0' },
    createdBy: 'u',
    createdAtMs: 0,
  })
  forgetPrices(tenant)
}
