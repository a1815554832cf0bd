import { describe, expect, it } from 'vitest'
import { type Plan, plans } from '../analytics/plans.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { quarantinedAt, quarantinedRow } from './quarantine.ts'
import { base64 } from './vault/encoding.ts'
import { keyRing } from './vault/key-ring.ts'
import { createVault, type StoredDataKey } from './vault/vault.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const tenantOf = (plan: Plan, orgId = 'org_1'): Tenant => ({ region: 'us', orgId, plan })
const tenant = tenantOf('pro')
const why = { id: 'q1', source: 'ingest', reason: 'timestamp_in_future', repeatable: true } as const

const keys = new Map<string, StoredDataKey>()
let made = 0
const vault = createVault({
  ring: keyRing(JSON.stringify({ active: 'k1', keys: { k1: base64(new Uint8Array(32).fill(7)) } })),
  dataKeys: {
    active: async (orgId) => keys.get(orgId) ?? null,
    get: async (orgId) => keys.get(orgId) ?? null,
    add: async (orgId, key) => {
      keys.set(orgId, key)
      return key
    },
  },
  nowMs: () => nowMs,
  newId: () => `dek${++made}`,
})

type Row = { envelope: string; created_at: string; expires_at: string; org_id: string; reason: string }
const rowOf = async (item: object, of = tenant) =>
  (await quarantinedRow(of, vault, item, why, nowMs)).row as unknown as Row
const kept = async (item: object): Promise<Record<string, unknown>> => {
  const { envelope } = await rowOf(item)
  return JSON.parse(await vault.openText(quarantinedAt(tenant, 'q1'), envelope)) as Record<string, unknown>
}

describe('an item that becomes no event', () => {
  it('is sealed as it came, for its organization and its row alone', async () => {
    const item = { id: 'e1', prompt: 'My SSN is 536-90-4399', n: 1, list: [null, { a: true }] }
    expect(await kept(item)).toEqual(item)
    const { envelope, ...plain } = await rowOf(item)
    expect(JSON.stringify(plain)).not.toContain('536-90')
    expect(plain).toMatchObject({ org_id: 'org_1', reason: 'timestamp_in_future' })
    for (const place of [quarantinedAt(tenant, 'q2'), quarantinedAt(tenantOf('pro', 'org_2'), 'q1')])
      await expect(vault.openText(place, envelope)).rejects.toThrow()
  })

  it.each(['free', 'pro', 'enterprise'] as const)(
    'lives as long as the events of the plan %s',
    async (plan) => {
      const { created_at, expires_at } = await rowOf({}, tenantOf(plan))
      expect(Date.parse(created_at)).toBe(nowMs)
      const livesDays = (Date.parse(expires_at) - nowMs) / 86_400_000
      expect(Math.round(livesDays)).toBe(plans[plan].retentionDays)
    },
  )

  it('keeps as much of each text as lets all of it fit', async () => {
    const long = (chars: number) => 'x'.repeat(chars)
    const lengths = async (item: object) =>
      Object.values(await kept(item)).map((value) => (value as string).length)
    expect(await lengths({ a: long(100_000), b: long(100_000) })).toEqual([100_000, 100_000])
    expect(await lengths({ a: long(100_001), b: 'short' })).toEqual([100_000, 5])
    expect(await lengths({ a: long(100_000), b: long(100_000), c: long(10_001) })).toEqual([
      10_000, 10_000, 10_000,
    ])
  })

  it('of too many texts keeps its plain fields and nothing else', async () => {
    const many = Array.from({ length: 60_000 }, () => 'word')
    expect(await kept({ id: 'e1', many, cost: 2, none: null, prompt: 'y'.repeat(5_000) })).toEqual({
      id: 'e1',
      cost: 2,
      none: null,
      prompt: 'y'.repeat(1_000),
    })
  })

  it('is cut into no half characters', async () => {
    const { a } = await kept({ a: `${'x'.repeat(99_999)}😀` })
    expect(a).toBe(`${'x'.repeat(99_999)}\ufffd`)
  })
})
