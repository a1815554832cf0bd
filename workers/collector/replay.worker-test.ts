import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { inventory, streams, workspaces } from '../../analytics/store/d1/schema/index.ts'
import { leaseMs } from './due.ts'
import { replay } from './replay.ts'
import {
  agreed,
  connected,
  emptyStand,
  events,
  moneyOf,
  place,
  pricesOf,
  reading,
  replayed,
  stored,
  tokensOf,
} from './test-replays.ts'
import { adapter, asked, at, gone, hourMs, nine, nowMs, one, teller, tells } from './test-teller.ts'

beforeEach(emptyStand)

describe('figures that were told more than once', () => {
  it('count as the newest whole reading of their time tells them, and what was taken back stays away', async () => {
    const who = await connected()
    tells([one, nine, gone])
    await reading(who, 'figures', [0, 10])
    tells([{ ...nine, tokens: 70 }])
    await reading(who, 'figures', [8, 12])
    expect([tokensOf(), moneyOf()]).toEqual([[0, 70, 100], { one: 100, nine: 70, gone: 0 }])
    const before = structuredClone(stored.tables)
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
    expect(stored.tables).toEqual(before)
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
    const before = structuredClone(stored.tables)
    expect(await replayed(who)).toMatchObject({ missing: 0 })
    expect([tokensOf(), moneyOf()]).toEqual([[50, 130], { one: 130, nine: 50 }])
    expect(stored.tables.raw_pages).toEqual(before.raw_pages)
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
    const older = new Set((stored.tables.raw_payloads ?? []).map(({ id }) => id))
    tells([{ ...one, tokens: 110 }], next)
    await reading(who, 'figures', [0, 5])
    const kept = stored.tables.raw_payloads ?? []
    stored.tables.raw_payloads = kept.filter(({ id }) => older.has(id))
    expect(kept.length).toBeGreaterThan(older.size)
    expect(await replayed(who)).toMatchObject({ missing: 1 })
    expect([tokensOf(), moneyOf()]).toEqual([[50, 110], { one: 110, nine: 50 }])
  })

  it('is not missed where a newer whole one tells of the same time', async () => {
    const who = await connected()
    tells([one])
    await reading(who, 'figures', [0, 5])
    stored.tables.raw_payloads = []
    tells([{ ...one, tokens: 110 }])
    await reading(who, 'figures', [0, 10])
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
  })

  it('is missing when its answer cannot be opened, nor what was asked', async () => {
    const who = await connected()
    tells([one])
    await reading(who, 'figures', [0, 10])
    const kept = structuredClone(stored.tables.raw_payloads ?? [])
    for (const row of stored.tables.raw_payloads ?? [])
      row.envelope = String(row.envelope).replace(/.{8}$/, 'AAAAAAAA')
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 1 })
    stored.tables.raw_payloads = kept
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
    const pages = stored.tables.raw_pages ?? []
    stored.tables.raw_pages = pages.map((row) => ({ ...row, envelope: 'v1.k1.x' }))
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 1 })
    stored.tables.raw_pages = pages.map(({ envelope: _gone, ...row }) => row)
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 1 })
  })

  it('is missing although the adapter makes do without that answer', async () => {
    const who = await connected()
    adapter.namesWanted = true
    asked.answers['/names'] = { names: ['Ann'] }
    tells([one])
    await reading(who, 'figures', [0, 10])
    expect(await replayed(who)).toEqual({ stored: 0, duplicates: 0, missing: 0 })
    const [, second] = stored.tables.raw_payloads ?? []
    stored.tables.raw_payloads = (stored.tables.raw_payloads ?? []).filter((row) => row !== second)
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
    asked.answers['/calls'] = [{ key: 'c', hour: 3, tokens: 10 }]
    await reading(who, 'calls', [0, 10], nowMs - hourMs)
    asked.answers['/calls'] = [{ key: 'c', hour: 3, tokens: 20 }]
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
    asked.answers['/calls'] = [{ key: 'd', hour: 3, tokens: 10 }]
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
    asked.answers['/projects'] = 'Old name'
    await reading(who, 'projects', [0, 10])
    tells([one])
    await reading(who, 'figures', [0, 10])
    expect(events()).toMatchObject([{ project_id: 'Old name' }])
    asked.answers['/projects'] = 'New name'
    await reading(who, 'projects', [0, 10])
    await place.db.delete(inventory).where(eq(inventory.credentialId, who.credential.id))
    await replayed(who)
    expect(events()).toMatchObject([{ project_id: 'New name' }])
  })
})

describe('a vendor’s project that a workspace counts', () => {
  it('puts its usage there, from the reading on, and before it once what was told is read again', async () => {
    const who = await connected()
    asked.answers['/projects'] = 'Apollo'
    await reading(who, 'projects', [0, 10])
    tells([one])
    await reading(who, 'figures', [0, 10])
    expect(events().map(({ workspace_id }) => workspace_id ?? '')).toEqual([''])
    const values = {
      orgId: who.tenant.orgId,
      name: 'W',
      environment: 'test',
      region: 'us',
      createdAtMs: 1,
    } as const
    await place.db.insert(workspaces).values([
      { ...values, id: `w-${who.tenant.orgId}`, vendorProjects: ['Zeus', 'aPOLLO'] },
      {
        ...values,
        id: `other-${who.tenant.orgId}`,
        orgId: 'another-organization',
        vendorProjects: ['Apollo'],
      },
    ])
    await replayed(who)
    expect(events()).toMatchObject([{ project_id: 'Apollo', workspace_id: `w-${who.tenant.orgId}` }])
    tells([nine])
    await reading(who, 'figures', [8, 12])
    expect(events().map(({ workspace_id }) => workspace_id)).toEqual(
      events().map(() => `w-${who.tenant.orgId}`),
    )
    expect(events().length).toBeGreaterThan(1)
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
