import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { EventRow } from '../../analytics/event-row.ts'
import type { Original } from '../../analytics/judged.ts'
import type { EvidencePart } from '../../analytics/queries/evidence-of-events.ts'
import { setEvidence } from '../../analytics/store/d1/evidence.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { newId } from '../new-id.ts'
import { forgetKeeping } from './keeping.ts'
import { openOriginal } from './original.ts'
import { evidenceRows } from './rows.ts'

const place = placeOf(env, env.REGION)
const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:00:00Z')

/** An organization that keeps originals for so many days. */
async function keeping(retentionDays: number, isKept = true) {
  const tenant: Tenant = { orgId: `org-${newId()}`, region: env.REGION, plan: 'free' }
  await setEvidence(tenant, place.db, { isKept, retentionDays, updatedBy: '', updatedAtMs: 0 })
  return { env, tenant, place, nowMs }
}

const rowOf = (createdAtMs: number, compliance_hits: string[] = []): EventRow =>
  ({
    id: 'e',
    created_at: new Date(createdAtMs).toISOString(),
    ingested_at: '2026-11-20T12:00:00.000Z',
    compliance_hits,
  }) as EventRow
const saying = (prompt: string, response = ''): Original => {
  const piecesOf = (text: string) => (text === '' ? [] : [{ origin: 'user' as const, text }])
  return { content: { prompt: piecesOf(prompt), response: piecesOf(response), skipped: [] }, upstream: null }
}

type Where = Awaited<ReturnType<typeof keeping>>
const kept = async (where: Where, original: Original | undefined, createdAtMs = nowMs, hits: string[] = []) =>
  (await evidenceRows(where, [{ row: rowOf(createdAtMs, hits), repeatable: true, original }])).map(
    ({ row }) => row as EvidencePart & Record<'org_id' | 'created_at' | 'ingested_at' | 'expires_at', string>,
  )

/** Text that does not pack well. */
function longText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return Array.from({ length: 16 }, (_, at) => hex.slice(at * 5) + crypto.randomUUID()).join('\n')
}

/** So much that its gzip takes several parts: what gzip remembers is 32 KiB. */
const original = saying(longText())

describe('an original', () => {
  it('stands in parts where it is long, is opened from all of them, and from fewer not at all', async () => {
    const where = await keeping(10)
    const parts = await kept(where, original)
    expect(parts.map(({ id, part, event_id }) => [id, part, event_id])).toEqual(
      parts.map((_, part) => [part === 0 ? 'e' : `e/${part}`, part, 'e']),
    )
    expect(parts.length).toBeGreaterThan(1)
    expect(new Set(parts.map((each) => each.parts))).toEqual(new Set([parts.length]))
    expect(await openOriginal(where, parts)).toEqual({ original, dataType: 'general' })
    expect(await openOriginal(where, parts.slice(0, -1))).toBe('none')
    expect(await openOriginal(where, [])).toBe('none')
  })

  it('lives as long as the organization says, from when the event was, and never longer than the event', async () => {
    const tenDays = await keeping(10)
    const createdAtMs = nowMs - 9 * dayMs
    expect(await kept(tenDays, saying('Hello'), createdAtMs)).toMatchObject([
      {
        org_id: tenDays.tenant.orgId,
        created_at: '2026-11-11T12:00:00.000Z',
        ingested_at: '2026-11-20T12:00:00.000Z',
        expires_at: '2026-11-21T12:00:00Z',
      },
    ])
    expect(await kept(tenDays, saying('Hello'), nowMs - 10 * dayMs)).toEqual([])
    expect(await kept(await keeping(500), saying('Hello'))).toMatchObject([
      { expires_at: '2026-12-20T12:00:00Z' },
    ])
  })

  it('is kept of whoever said something, and by nobody who does not want it', async () => {
    const where = await keeping(10)
    expect(await kept(where, saying('', 'Noted.'))).toHaveLength(1)
    expect(await kept(where, saying(''))).toEqual([])
    expect(await kept(where, undefined)).toEqual([])
    const nobody = await keeping(10, false)
    expect(await kept(nobody, saying('Hello'))).toEqual([])
    expect(await kept(nobody, saying('Hello'), nowMs + 60_000)).toEqual([])
  })

  it('is kept from the next event on as is said then, and as long as the plan of that moment allows', async () => {
    const where = await keeping(500, false)
    expect(await kept(where, saying('Hello'))).toEqual([])
    const said = { isKept: true, retentionDays: 500, updatedBy: '', updatedAtMs: 0 }
    await setEvidence(where.tenant, place.db, said)
    forgetKeeping(where.tenant)
    expect(await kept(where, saying('Hello'))).toMatchObject([{ expires_at: '2026-12-20T12:00:00Z' }])
    const larger = { ...where, tenant: { ...where.tenant, plan: 'pro' as const } }
    expect(await kept(larger, saying('Hello'))).not.toMatchObject([{ expires_at: '2026-12-20T12:00:00Z' }])
  })

  it('opens in its own place only, under the key of its kind of data', async () => {
    const where = await keeping(10)
    const [part] = await kept(where, saying('Hello'), nowMs, ['pii_ssn'])
    if (!part) throw new Error('nothing was kept')
    const opened = await openOriginal(where, [part])
    expect(opened).toEqual({ original: saying('Hello'), dataType: 'pii' })
    const [other] = await kept(where, saying('Hello'))
    expect(other?.envelope.split('.')[2]).not.toBe(part.envelope.split('.')[2])
    await expect(openOriginal(where, [{ ...part, id: 'f' }])).rejects.toMatchObject({ code: 'not_authentic' })
    const stranger = { ...where, tenant: { ...where.tenant, orgId: 'org-stranger' } }
    expect(await openOriginal(stranger, [part])).toBe('destroyed')
  })
})
