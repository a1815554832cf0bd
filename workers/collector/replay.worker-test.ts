import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PricedUsage } from '../../analytics/pricing/price.ts'
import { fail, ok } from '../../analytics/result.ts'
import type { Credential } from '../../analytics/store/d1/collection.ts'
import {
  credentials,
  inventory,
  organizations,
  priceOverrides,
  streams,
} from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { newId } from '../new-id.ts'
import { forgetPrices } from '../prices.ts'
import { vaultOf } from '../vault/index.ts'
import { budget } from './budget.ts'
import { vendorContext } from './context.ts'
import { openCredential } from './credential.ts'
import { leaseMs } from './due.ts'
import { namesOf } from './names.ts'
import { emptyPage } from './page.ts'
import { readWindow } from './read-window.ts'
import { recording } from './recording.ts'
import { type Replayed, replay } from './replay.ts'
import type { Run } from './run.ts'
import { pageContext, storeEnd, storePage } from './store-page.ts'
import { type Vendor, vendor } from './vendor.ts'

const place = placeOf(env, env.REGION)
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const nowMs = Date.now()
const todayMs = Math.floor(nowMs / dayMs) * dayMs
/** The hours of a day that is over. */
const at = (hour: number): number => todayMs - dayMs + hour * hourMs

type Row = Record<string, unknown>
/** What the test's ClickHouse holds, by table; it answers the few questions that are asked of it here. */
let tables: Record<string, Row[]> = {}
/** What the vendor answers, by path and query; a name that is not here is a 404. */
let answers: Record<string, unknown> = {}
let calls = 0

beforeEach(() => {
  tables = {}
  answers = {}
  adapter = { giveCalls: true, namesWanted: false }
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.hostname === 'teller.example') {
      calls += 1
      const answer = answers[`${url.pathname}${url.search}`]
      return answer === undefined ? new Response('', { status: 404 }) : Response.json(answer)
    }
    const inserted = /^INSERT INTO (\w+)/.exec(url.searchParams.get('query') ?? '')?.[1]
    const text = await new Response(init?.body ?? (input instanceof Request ? input.body : null)).text()
    if (inserted !== undefined) {
      const table = inserted === 'event_changes' ? 'events' : inserted
      const rows = text.trimEnd().split('\n')
      tables[table] = [...(tables[table] ?? []), ...rows.map((line) => JSON.parse(line) as Row)]
      return new Response('')
    }
    return new Response(
      answered(text, url.searchParams)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    )
  })
})

/** Rows as they are known now: the newest revision of each, without what corrections took back. */
function events(): Row[] {
  const known = new Map<unknown, Row>()
  for (const row of tables.events ?? []) if (row.sign !== -1) known.set(row.id, row)
  return [...known.values()]
}

function answered(sql: string, params: URLSearchParams): Row[] {
  const ids = new Set([...(params.get('param_ids') ?? '').matchAll(/'([^']*)'/g)].map(([, id]) => id))
  const withIds = (rows: Row[] = []) => rows.filter(({ id }) => ids.has(String(id)))
  if (sql.includes('GROUP BY pass')) return passes(params)
  if (sql.includes('FROM raw_pages')) return withIds(tables.raw_pages).filter(({ envelope }) => envelope)
  if (sql.includes('FROM raw_payloads')) return withIds(tables.raw_payloads)
  if (sql.includes("kind = 'usage'"))
    return events()
      .filter(({ kind }) => kind === 'usage')
      .map(withDefaults)
  return withIds(events()).map(withDefaults)
}

function passes(params: URLSearchParams): Row[] {
  const [stream, only] = [params.get('param_stream'), params.get('param_only')]
  const rows = (tables.raw_pages ?? []).filter((row) => row.stream === stream)
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

type Told = { key: string; hour: number; tokens: number }
/** What the adapter of the moment does: adapters change while answers are kept. */
let adapter = { giveCalls: true, namesWanted: false }

const common = {
  intervalS: 300,
  overlapMs: dayMs,
  backfillMs: 30 * dayMs,
  windowMs: dayMs,
  paceMs: 0,
}

/** A vendor that tells figures and money by the hour, and single calls. `?` is a row that cannot be read. */
const teller: Vendor = vendor({
  id: 'teller',
  label: 'Teller',
  apis: { api: { default: 'https://teller.example', env: '' } },
  credentialKinds: [],
  units: { money: '', time: '' },
  validate: async () => ok({ accountRef: null }),
  absent: {},
  streams: [
    {
      ...common,
      name: 'figures',
      kind: 'usage',
      bucketMs: hourMs,
      async pull(ctx, { page }) {
        const answer = await ctx.fetchJson(new URL(`/figures?page=${page ?? ''}`, ctx.base('api')), {})
        if (!answer.ok) return answer
        if (answer.value.json === 'unreadable') return fail({ tag: 'bad_json', reason: 'unreadable' })
        const named = adapter.namesWanted ? await ctx.fetchJson(new URL('/names', ctx.base('api')), {}) : null
        const { rows, next } = answer.value.json as { rows: (Told | '?')[]; next: string | null }
        const read = rows.filter((row) => row !== '?')
        const model = named && !named.ok ? 'unnamed' : 'abacus'
        return ok({
          ...emptyPage(),
          usage: read.map(({ key, hour, tokens }) => ({
            naturalKey: key,
            vendorId: 'teller',
            model,
            operation: 'chat',
            bucketStartAtMs: at(hour),
            bucketMs: hourMs,
            projectRef: 'p',
            actorRef: null,
            apiKeyRef: null,
            requests: 1,
            tokensIn: tokens,
            tokensOut: 0,
            tokensCached: 0,
            tokensReasoning: 0,
            ...ctx.price(usageOf(model, tokens, at(hour))),
          })),
          costs: read.map(({ key, hour, tokens }) => ({
            naturalKey: key,
            vendorId: 'teller',
            dayAtMs: at(hour),
            lineItem: key,
            projectRef: null,
            apiKeyRef: null,
            amountNano: BigInt(tokens) * 1_000_000_000n,
            currency: 'USD',
          })),
          rows: 2 * read.length + rows.length - read.length,
          skipped:
            rows.length > read.length ? [{ reason: 'malformed_row', count: rows.length - read.length }] : [],
          nextPage: next,
        })
      },
    },
    {
      ...common,
      name: 'calls',
      kind: 'usage',
      bucketMs: null,
      async pull(ctx) {
        const answer = await ctx.fetchJson(new URL('/calls', ctx.base('api')), {})
        if (!answer.ok) return answer
        const told = answer.value.json as Told[]
        return ok({
          ...emptyPage(),
          calls: adapter.giveCalls
            ? told.map(({ key, hour, tokens }) => ({
                naturalKey: key,
                actorRef: null,
                projectRef: null,
                model: 'abacus',
                timestamp: new Date(at(hour)).toISOString(),
                tokens_in: tokens,
                tokens_out: 0,
              }))
            : [],
          rows: adapter.giveCalls ? told.length : 0,
        })
      },
    },
    {
      ...common,
      name: 'projects',
      kind: 'inventory',
      bucketMs: null,
      backfillMs: 0,
      async pull(ctx) {
        const answer = await ctx.fetchJson(new URL('/projects', ctx.base('api')), {})
        if (!answer.ok) return answer
        const name = String(answer.value.json)
        return ok({ ...emptyPage(), inventory: [{ type: 'project', ref: 'p', name }], rows: 1 })
      },
    },
  ],
})

const usageOf = (model: string, tokensIn: number, atMs: number): PricedUsage => ({
  vendorId: 'teller',
  model,
  atMs,
  tokensIn,
  tokensOut: 0,
  tokensCached: 0,
})

/** A credential of an organization of its own. */
async function connected() {
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
type Who = Awaited<ReturnType<typeof connected>>

const streamOf = (name: string) => {
  const stream = teller.streams.find((each) => each.name === name)
  if (!stream) throw new Error('no such stream')
  return stream
}

/** Reads some hours as a run of that moment does, and gives whether it came to their end. */
async function reading(
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
  const read = await readWindow(run, recorded.context, window, (page, asked) =>
    storePage(run, pages, page, asked, recorded.taken()),
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

/** Figures that the vendor tells from here on. */
const tells = (rows: (Told | '?')[], next: string | null = null, page = ''): void => {
  answers[`/figures?page=${page}`] = { rows, next }
}

/** Reads everything again, a page a call, and never asks the vendor. */
async function replayed({ tenant, credential }: Who, pagesMax = 1, from: Replayed['next'] = null) {
  const sum = { stored: 0, duplicates: 0, missing: 0 }
  const before = calls
  let next = from
  do {
    const where = { env, tenant, place, nowMs: Date.now() }
    const done = await replay(where, teller, credential, next, pagesMax)
    if (!done.ok) throw new Error(done.failure.kind)
    for (const name of ['stored', 'duplicates', 'missing'] as const) sum[name] += done.value[name]
    next = done.value.next
    if (done.value.stored > 0) await drained(tenant.orgId)
  } while (next !== null)
  expect(calls).toBe(before)
  return sum
}

/** Tokens that are stored, by the id of their bucket or call without its revision, and money by cost line. */
const tokensOf = (): number[] => {
  const sums = new Map<string, number>()
  for (const { id, tokens_in } of events()) {
    const key = String(id).replace(/-\d+$/, '')
    sums.set(key, (sums.get(key) ?? 0) + Number(tokens_in))
  }
  return [...sums.values()].toSorted((a, b) => a - b)
}
const moneyOf = (): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const { line_item, amount } of tables.vendor_costs ?? [])
    sums[String(line_item)] = (sums[String(line_item)] ?? 0) + Number(amount)
  return sums
}

/** What was paid for tokens, in thousandths of a dollar, and how it was known, of every stored row. */
const pricesOf = () =>
  events()
    .map(({ tokens_in, cost_source, cost_usd }) => [
      tokens_in,
      cost_source,
      Math.round(Number(cost_usd) * 1000),
    ])
    .toSorted(([a], [b]) => Number(a) - Number(b))

/** An organization agrees on a thousandth of a dollar a token. */
async function agreed({ tenant }: Who): Promise<void> {
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

const one = { key: 'one', hour: 1, tokens: 100 }
const nine = { key: 'nine', hour: 9, tokens: 50 }
const gone = { key: 'gone', hour: 9, tokens: 7 }

describe('figures that were told more than once', () => {
  it('count as the newest whole reading of their time tells them, and what was taken back stays away', async () => {
    const who = await connected()
    tells([one, nine, gone])
    await reading(who, 'figures', [0, 10])
    tells([{ ...nine, tokens: 70 }])
    await reading(who, 'figures', [8, 12])
    expect([tokensOf(), moneyOf()]).toEqual([[0, 70, 100], { one: 100, nine: 70, gone: 0 }])
    const before = structuredClone(tables)
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
    expect(tables).toEqual(before)
  })

  it('and are read differently today change for what counts, wherever a call leaves off', async () => {
    const who = await connected()
    tells([one, nine, gone])
    await reading(who, 'figures', [0, 10])
    tells([{ ...nine, tokens: 70 }])
    await reading(who, 'figures', [8, 12])
    await agreed(who)
    await replayed(who)
    expect(events().filter(({ tokens_in }) => Number(tokens_in) === 100)).toMatchObject([
      { cost_source: 'priced', cost_usd: '0' },
    ])
    const sums = events().reduce((sum, { cost_usd }) => sum + Number(cost_usd), 0)
    expect([tokensOf(), Math.round(sums * 1000)]).toEqual([[0, 70, 100], 170])
    expect(await replayed(who, 100)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
  })

  it('count from a reading that was cut off above the whole one below it, not above a later whole one', async () => {
    const who = await connected()
    tells([one, nine])
    await reading(who, 'figures', [0, 10])
    tells([{ ...one, tokens: 120 }], 'lost')
    expect(await reading(who, 'figures', [0, 10])).toBe(false)
    tells([{ ...one, tokens: 125 }], 'lost')
    expect(await reading(who, 'figures', [0, 10])).toBe(false)
    await replayed(who)
    expect([tokensOf(), moneyOf()]).toEqual([[50, 125], { one: 125, nine: 50 }])
    tells([{ ...one, tokens: 130 }])
    await reading(who, 'figures', [0, 5])
    const before = structuredClone(tables)
    expect(await replayed(who)).toMatchObject({ missing: 0 })
    expect([tokensOf(), moneyOf()]).toEqual([[50, 130], { one: 130, nine: 50 }])
    expect(tables.raw_pages).toEqual(before.raw_pages)
  })

  it('stay the newest ones also when more readings were cut off than can wait', async () => {
    const who = await connected()
    tells([one, nine])
    await reading(who, 'figures', [0, 10])
    tells([{ ...one, tokens: 120 }], 'lost')
    await reading(who, 'figures', [0, 10])
    const late = Array.from({ length: 20 }, () => ({ pass: 'another', covered: [] }))
    const full = { stream: 'figures', after: null, covered: [], late }
    const where = { env, tenant: who.tenant, place, nowMs: Date.now() }
    expect(await replay(where, teller, who.credential, full, 1)).toMatchObject({
      value: { next: { stream: 'figures', covered: [[at(0), at(10)]], late } },
    })
    await replayed(who, 100, full)
    expect([tokensOf(), moneyOf()]).toEqual([[50, 120], { one: 120, nine: 50 }])
  })

  it('hide nothing below a reading of which a row could not be read', async () => {
    const who = await connected()
    tells([one, nine])
    await reading(who, 'figures', [0, 10])
    tells([{ ...one, tokens: 110 }, '?'])
    await reading(who, 'figures', [0, 10])
    await agreed(who)
    await replayed(who)
    const sums = events().reduce((sum, { cost_usd }) => sum + Number(cost_usd), 0)
    expect([tokensOf(), Math.round(sums * 1000)]).toEqual([[50, 110], 160])
    expect(events().every(({ cost_source }) => cost_source === 'priced')).toBe(true)
  })
})

describe('a reading of which an answer is gone', () => {
  it.each([
    ['that was whole', null],
    ['that was cut off', 'lost'],
  ])('and %s is missing, and no older figures come in its place', async (_what, next) => {
    const who = await connected()
    tells([one, nine])
    await reading(who, 'figures', [0, 10])
    const older = new Set((tables.raw_payloads ?? []).map(({ id }) => id))
    tells([{ ...one, tokens: 110 }], next)
    await reading(who, 'figures', [0, 5])
    const kept = tables.raw_payloads ?? []
    tables.raw_payloads = kept.filter(({ id }) => older.has(id))
    expect(kept.length).toBeGreaterThan(older.size)
    expect(await replayed(who)).toMatchObject({ missing: 1 })
    expect([tokensOf(), moneyOf()]).toEqual([[50, 110], { one: 110, nine: 50 }])
  })

  it('is not missed where a newer whole one tells of the same time', async () => {
    const who = await connected()
    tells([one])
    await reading(who, 'figures', [0, 5])
    tables.raw_payloads = []
    tells([{ ...one, tokens: 110 }])
    await reading(who, 'figures', [0, 10])
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
  })

  it('is missing when its answer cannot be opened, nor what was asked', async () => {
    const who = await connected()
    tells([one])
    await reading(who, 'figures', [0, 10])
    const kept = structuredClone(tables.raw_payloads ?? [])
    for (const row of tables.raw_payloads ?? [])
      row.envelope = String(row.envelope).replace(/.{8}$/, 'AAAAAAAA')
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 1 })
    tables.raw_payloads = kept
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
    const pages = tables.raw_pages ?? []
    tables.raw_pages = pages.map((row) => ({ ...row, envelope: 'v1.k1.x' }))
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 1 })
    tables.raw_pages = pages.map(({ envelope: _gone, ...row }) => row)
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 1 })
  })

  it('is missing although the adapter makes do without that answer', async () => {
    const who = await connected()
    adapter.namesWanted = true
    answers['/names'] = { names: ['Ann'] }
    tells([one])
    await reading(who, 'figures', [0, 10])
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
    const [, second] = tables.raw_payloads ?? []
    tables.raw_payloads = (tables.raw_payloads ?? []).filter((row) => row !== second)
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 1 })
    expect(events().map(({ model }) => model)).toEqual(['abacus'])
    adapter.namesWanted = false
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
  })

  it('is the vendor’s own word when it had none', async () => {
    const who = await connected()
    adapter.namesWanted = true
    tells([one])
    await reading(who, 'figures', [0, 10])
    expect(events().map(({ model }) => model)).toEqual(['unnamed'])
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
  })
})

describe('single calls', () => {
  it('count as they were told first, and are corrected where that reads differently today', async () => {
    const who = await connected()
    answers['/calls'] = [{ key: 'c', hour: 3, tokens: 10 }]
    await reading(who, 'calls', [0, 10], nowMs - hourMs)
    answers['/calls'] = [{ key: 'c', hour: 3, tokens: 20 }]
    await reading(who, 'calls', [0, 10])
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 2, missing: 0 })
    expect(pricesOf()).toEqual([[10, 'unpriced', 0]])
    await agreed(who)
    expect(await replayed(who)).toMatchObject({ stored: 1, missing: 0 })
    expect(pricesOf()).toEqual([[10, 'priced', 10]])
    expect(await replayed(who)).toMatchObject({ stored: 0, missing: 0 })
  })

  it('that the adapter did not give then are added as told then, so that they too can be corrected', async () => {
    const who = await connected()
    const thenMs = nowMs - 2 * hourMs
    adapter.giveCalls = false
    answers['/calls'] = [{ key: 'd', hour: 3, tokens: 10 }]
    await reading(who, 'calls', [0, 10], thenMs)
    expect(events()).toEqual([])
    adapter.giveCalls = true
    expect(await replayed(who)).toMatchObject({ stored: 1 })
    expect(events()).toMatchObject([{ tokens_in: 10, ingested_at: new Date(thenMs).toISOString() }])
    await agreed(who)
    expect(await replayed(who)).toMatchObject({ stored: 1 })
    expect(pricesOf()).toEqual([[10, 'priced', 10]])
  })
})

describe('what ids mean', () => {
  it('is read first, and from the newest list', async () => {
    const who = await connected()
    answers['/projects'] = 'Old name'
    await reading(who, 'projects', [0, 10])
    tells([one])
    await reading(who, 'figures', [0, 10])
    expect(events()).toMatchObject([{ project_id: 'Old name' }])
    answers['/projects'] = 'New name'
    await reading(who, 'projects', [0, 10])
    await place.db.delete(inventory).where(eq(inventory.credentialId, who.credential.id))
    await replayed(who)
    expect(events()).toMatchObject([{ project_id: 'New name' }])
  })
})

describe('the lease of a stream', () => {
  it('is held while its answers are read, and given back', async () => {
    const who = await connected()
    tells([one])
    await reading(who, 'figures', [0, 10])
    await replayed(who)
    const rows = await place.db.select().from(streams).where(eq(streams.credentialId, who.credential.id))
    const free = teller.streams.map(() => [null, 0])
    expect(rows.map(({ leaseId, leaseUntilMs }) => [leaseId, leaseUntilMs])).toEqual(free)
    await place.db.update(streams).set({ leaseId: 'l', leaseUntilMs: Date.now() + leaseMs })
    const where = { env, tenant: who.tenant, place, nowMs: Date.now() }
    const refused = await replay(where, teller, who.credential, null, 10)
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'conflict' } })
  })
})
