import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { endCutOffRuns, leaseDue } from '../../analytics/store/d1/collection.ts'
import { streams } from '../../analytics/store/d1/schema/index.ts'
import { leaseMs } from './due.ts'
import { runSync } from './sync.ts'
import { costBody, costRuns, leased, orgId, place, stateOf } from './test-cost-runs.ts'

const { vendor, storedCosts } = costRuns()

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

describe('a page that was on its way when another run took the lease', () => {
  it('is stored by nobody, so that older figures never follow newer ones', async () => {
    const due = await leased('late')
    vendor.answer = async () => {
      await place.db.update(streams).set({ leaseId: 'another' }).where(eq(streams.credentialId, 'late'))
      return costBody([[1, 'late', 7]], null)
    }
    await runSync(env, place, due)
    expect(await storedCosts()).toEqual({})
  })
})
