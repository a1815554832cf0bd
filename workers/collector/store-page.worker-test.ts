import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { priceUsage } from '../../analytics/pricing/price.ts'
import { actors, exchangeRates, inventory, organizations } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { AuditObservation, CostObservation, UsageObservation } from '../../analytics/usage.ts'
import { quarantinedAt } from '../quarantine.ts'
import { pseudonymsOf, vaultOf } from '../vault/index.ts'
import { budget } from './budget.ts'
import { namesOf } from './names.ts'
import { emptyPage } from './page.ts'
import type { Run } from './run.ts'
import { type PageContext, pageContext, storePage } from './store-page.ts'
import type { CollectedCall, PulledPage } from './vendor.ts'
import { cursor } from './vendors/cursor.ts'
import { huggingface } from './vendors/huggingface.ts'
import { openai } from './vendors/openai.ts'

const place = placeOf(env, env.REGION)
const tenant = { orgId: 'org_pages', region: env.REGION, plan: 'pro' } as const
const nowMs = Date.now()
let inserted: { table: string; row: Record<string, unknown> }[] = []

beforeAll(async () => {
  await place.db
    .insert(organizations)
    .values({ id: tenant.orgId, name: 'One', region: env.REGION, plan: 'pro', createdAtMs: 0 })
  await place.db.insert(inventory).values([
    { orgId: tenant.orgId, credentialId: 'c', type: 'project', ref: 'proj_1', target: 'Research' },
    { orgId: tenant.orgId, credentialId: 'c', type: 'actor', ref: 'user_1', target: 'act_known' },
  ])
  await place.db
    .insert(exchangeRates)
    .values({ day: '2026-11-13', currency: 'EUR', usdPerUnit: '1.0832', source: 'ECB' })
})
beforeEach(() => {
  inserted = []
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const table = /^INSERT INTO (\w+)/.exec(url.searchParams.get('query') ?? '')?.[1] ?? ''
    const name = table === 'event_changes' ? 'events' : table
    const text = await new Response(init?.body).text()
    for (const line of text.trimEnd().split('\n')) inserted.push({ table: name, row: JSON.parse(line) })
    return new Response('')
  })
})

const stream = openai.streams[0]
if (!stream) throw new Error('no stream')
const run: Run = {
  id: 'run',
  env,
  place,
  due: { tenant, credentialId: 'c', stream: 'usage', leaseId: 'l' },
  vendor: openai,
  stream: { ...stream, bucketMs: null },
  credential: { id: 'c', orgId: tenant.orgId } as Run['credential'],
  row: {} as Run['row'],
  tally: { pulled: 0, skipped: 0, pages: 0 },
  budget: budget(Date.now),
  paceMs: 0,
  startedAtMs: nowMs,
}
const window = {
  part: 'present',
  fromMs: 0,
  toMs: nowMs,
  page: null,
  pass: 'p',
  topMs: nowMs,
  isWhole: true,
} as const

/** Stores a page and gives the rows that ClickHouse got, by table. */
async function stored(
  page: Partial<PulledPage>,
  given: PageContext | null = null,
  by: Run = run,
): Promise<Record<string, Record<string, unknown>[]>> {
  const context =
    given ?? (await pageContext(by, await namesOf(by), { accountRef: 'acct', price: priceUsage }))
  expect(await storePage(by, context, { ...emptyPage(), ...page }, window, [])).toMatchObject({ ok: true })
  const shard = env.STREAM_SHARD.getByName(`${env.REGION}/${tenant.orgId}/stream/0`)
  await vi.waitUntil(async () => (await shard.waiting()).rows === 0, 15_000)
  const rows = Map.groupBy(inserted, ({ table }) => table)
  inserted = []
  return Object.fromEntries([...rows].map(([table, all]) => [table, all.map(({ row }) => row)]))
}

const call = (naturalKey: string, more: Partial<CollectedCall> = {}): CollectedCall => ({
  naturalKey,
  actorRef: null,
  projectRef: null,
  model: 'gpt-5-mini',
  timestamp: new Date(nowMs - 3_600_000).toISOString(),
  tokens_in: 100,
  tokens_out: 20,
  ...more,
})

describe('single calls that a vendor reports', () => {
  it('go through the pipeline: text is scanned and redacted, people and projects have their names', async () => {
    const page = {
      calls: [
        call('1', {
          prompt: 'My SSN is 536-90-4399, please file it',
          response: 'Done.',
          actorRef: 'user_1',
          projectRef: 'proj_1',
        }),
      ],
    }
    const { events = [] } = await stored(page)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      kind: 'llm',
      source: 'collector',
      vendor_id: 'openai',
      actor_id: 'act_known',
      project_id: 'Research',
      inspected: 'full',
      tokens_in: 100,
      requests: 1,
    })
    expect(JSON.stringify(events)).not.toContain('536-90-4399')
    expect(events[0]?.violation_type).toBeTruthy()
  })

  it('are of people by the address that stands as their id, and by their id where that is a name', async () => {
    const people = async (by: Run, ...refs: string[]) => {
      const context = await pageContext(by, await namesOf(by), { accountRef: 'acct', price: priceUsage })
      const calls = refs.map((ref) => call(ref, { actorRef: ref }))
      const { events = [] } = await stored({ calls }, context, by)
      const known = await place.db.select().from(actors)
      return refs.map((_, index) => {
        const person = known.find(({ actorId }) => actorId === events[index]?.actor_id)
        return person ? [person.email, person.name] : null
      })
    }
    const addressed = ['Dan@example.org', 'app-7', `${'x'.repeat(250)}@example.org`]
    expect(await people(run, ...addressed)).toEqual([['Dan@example.org', null], null, null])
    for (const vendor of [huggingface, cursor]) {
      const [handle, email] = [`dan-at-${vendor.id}`, `eve@${vendor.id}.example`]
      expect(await people({ ...run, vendor }, handle, email)).toEqual([
        [null, handle],
        [email, null],
      ])
    }
    const dan = await pseudonymsOf(env).ofEmail(tenant.orgId, 'dan@example.org')
    expect(await (await namesOf(run)).actorIdOf('Dan@example.org')).toBe(dan)
  })

  it('count for the workspace of their project, unless they name another', async () => {
    const names = { ...(await namesOf(run)), workspaceOf: (project: string) => `team of ${project}` }
    const context = await pageContext(run, names, { accountRef: 'acct', price: priceUsage })
    const calls = [
      call('placed', { projectRef: 'proj_1' }),
      call('named', { projectRef: 'proj_1', workspace_id: 'w' }),
      call('nowhere'),
    ]
    const { events = [] } = await stored({ calls }, context)
    expect(events.map(({ workspace_id }) => workspace_id ?? null)).toEqual(['team of Research', 'w', null])
  })

  it('are text and nothing else where a stream gives content: counts and money stand in usage and cost', async () => {
    const content = { ...run, stream: { ...run.stream, kind: 'content' } } as const
    const calls = [
      call('said', { prompt: 'a b c', cost_usd: '0.5' }),
      call('unsaid', { prompt: 'a b c', tokens_in: null, tokens_out: null }),
    ]
    const context = await pageContext(content, await namesOf(content), {
      accountRef: 'acct',
      price: priceUsage,
    })
    const { events = [] } = await stored({ calls }, context, content)
    expect(events.map(({ requests }) => requests)).toEqual([null, null])
    expect(events.map(({ tokens_in, cost_usd }) => [tokens_in, cost_usd])).toEqual([
      [0, '0'],
      [0, '0'],
    ])
    expect(events.map(({ tokens_out, cost_source }) => [tokens_out, cost_source])).toEqual([
      [0, 'vendor'],
      [0, 'vendor'],
    ])
  })

  it('are kept as far back as any plan keeps them, further than what is pushed', async () => {
    const old = (days: number) => new Date(nowMs - days * 86_400_000).toISOString()
    const long = { ...run, due: { ...run.due, tenant: { ...tenant, plan: 'enterprise' } } } as const
    const calls = [call('old', { timestamp: old(700) }), call('too-old', { timestamp: old(762) })]
    const { events = [], quarantined = [] } = await stored({ calls }, null, long)
    expect([events.length, quarantined.length]).toEqual([1, 1])
    expect(events[0]?.created_at).toBe(old(700))
  })

  it('are stored once, however often they are read', async () => {
    expect((await stored({ calls: [call('a'), call('b')] })).events).toHaveLength(2)
    expect((await stored({ calls: [call('b'), call('a'), call('c')] })).events).toHaveLength(1)
  })

  it('are not what the plan counts as pushed', async () => {
    const shard = env.STREAM_SHARD.getByName(`${env.REGION}/${tenant.orgId}/stream/0`)
    await stored({ calls: [call('uncounted')] })
    expect(await shard.eventsThisMonth()).toBe(0)
  })

  it('meet in one person by e-mail, whatever the vendor’s own id', async () => {
    const email = 'ann@pages.test'
    const { events = [] } = await stored({
      calls: [call('mail', { actor_email: email, actorRef: 'user_9' })],
    })
    const actorId = await pseudonymsOf(env).ofEmail(tenant.orgId, email)
    expect(events[0]?.actor_id).toBe(actorId)
    const known = await place.db.select().from(actors)
    expect(known.find((actor) => actor.actorId === actorId)?.email).toBe(email)
  })

  it('are quarantined with their reason when they cannot be events, sealed and once', async () => {
    const calls = [
      call('future', { timestamp: new Date(nowMs + 3 * 86_400_000).toISOString(), prompt: 'secret words' }),
      call('odd', { timestamp: 'yesterday' }),
    ]
    const { events, quarantined = [] } = await stored({ calls })
    expect(events).toBeUndefined()
    expect(quarantined.map(({ source, reason }) => [source, reason])).toEqual([
      ['collector', 'timestamp_in_future'],
      ['collector', 'malformed'],
    ])
    const [first] = quarantined
    expect(JSON.stringify(first)).not.toContain('secret words')
    const text = await vaultOf(env, place).openText(
      quarantinedAt(tenant, String(first?.id)),
      String(first?.envelope),
    )
    expect(JSON.parse(text)).toMatchObject({ id: first?.id, prompt: 'secret words', vendor_id: 'openai' })
    expect(await stored({ calls })).toEqual({})
  })
})

describe('entries of a vendor’s audit log', () => {
  const entry = (naturalKey: string, more: Partial<AuditObservation> = {}): AuditObservation => ({
    naturalKey,
    vendorId: 'openai',
    atMs: nowMs - 1000,
    action: 'api_key.created',
    actorRef: 'user_1',
    actorEmail: null,
    projectRef: 'proj_1',
    targetType: 'api_key',
    targetRef: 'key_1',
    outcome: 'success',
    address: '203.0.113.7',
    details: { note: 'made by Ann Example' },
    ...more,
  })

  it('are stored once, with everything personal sealed for its row', async () => {
    const page = { audit: [entry('e1'), entry('e2', { actorEmail: 'bob@pages.test', outcome: null })] }
    const { vendor_audit = [] } = await stored(page)
    expect(vendor_audit).toHaveLength(2)
    expect(vendor_audit[0]).toMatchObject({
      vendor_id: 'openai',
      credential_id: 'c',
      action: 'api_key.created',
      actor_id: 'act_known',
      project_id: 'Research',
      target_ref: 'key_1',
      outcome: 'success',
    })
    expect(JSON.stringify(vendor_audit)).not.toMatch(/203\.0\.113|Ann Example|bob@/)
    const { id, envelope } = vendor_audit[1] ?? {}
    const at = { orgId: tenant.orgId, table: 'vendor_audit', column: 'envelope', rowId: String(id) }
    expect(JSON.parse(await vaultOf(env, place).openText(at, String(envelope)))).toEqual({
      details: { note: 'made by Ann Example' },
      actor_email: 'bob@pages.test',
      address: '203.0.113.7',
    })
    expect(await stored(page)).toEqual({})
  })
})

describe('cost lines', () => {
  const line = (lineItem: string, currency: string, day: string): CostObservation => ({
    naturalKey: `${lineItem} ${currency} ${day}`,
    vendorId: 'openai',
    dayAtMs: Date.parse(day),
    lineItem,
    projectRef: null,
    apiKeyRef: null,
    amountNano: 1_500_000_000n,
    currency,
  })

  it('of another currency keep their amount, with the last rate before their day when there is one', async () => {
    const costs = [
      line('known', 'EUR', '2026-11-15'),
      line('before', 'EUR', '2026-11-12'),
      line('long after', 'EUR', '2026-11-30'),
      line('dollars', 'USD', '2026-11-15'),
    ]
    const { vendor_costs = [] } = await stored({ costs })
    const seen = vendor_costs.map(({ line_item, amount, currency, usd_rate, usd_rate_day }) => [
      line_item,
      amount,
      currency,
      usd_rate,
      usd_rate_day,
    ])
    expect(seen).toEqual([
      ['known', '1.5', 'EUR', '1.0832', '2026-11-13'],
      ['before', '1.5', 'EUR', undefined, undefined],
      ['long after', '1.5', 'EUR', undefined, undefined],
      ['dollars', '1.5', 'USD', undefined, undefined],
    ])
  })
})

describe('a page that is longer than the log takes at once', () => {
  it('is handed over in parts, nothing lost and nothing twice', async () => {
    const calls = Array.from({ length: 1_201 }, (_, index) => call(`long-${index}`))
    const { events = [] } = await stored({ calls })
    expect(new Set(events.map(({ id }) => id)).size).toBe(1_201)
    expect(events).toHaveLength(1_201)
  })
})

describe('usage without a price', () => {
  const notices = async (model: string) =>
    (
      await env.DB.prepare(`SELECT kind FROM notices WHERE org_id = ? AND subject = ?`)
        .bind(tenant.orgId, `openai/${model}`)
        .all()
    ).results
  const row = (model: string): UsageObservation => ({
    naturalKey: model,
    vendorId: 'openai',
    model,
    operation: 'o',
    bucketStartAtMs: nowMs - 7_200_000,
    bucketMs: 3_600_000,
    projectRef: null,
    actorRef: null,
    apiKeyRef: null,
    requests: 1,
    tokensIn: 0,
    tokensOut: 0,
    tokensCached: 0,
    tokensReasoning: 0,
    costNanoUsd: 0n,
    costSource: 'unpriced',
  })

  it('is told as a notice, but where it is part of a plan or counted in credits', async () => {
    await stored({ usage: [row('no-price')] })
    expect(await notices('no-price')).toHaveLength(1)
    await stored({ usage: [{ ...row('of-a-plan'), costSource: 'vendor' }] })
    expect(await notices('of-a-plan')).toEqual([])
  })
})
