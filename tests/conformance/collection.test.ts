import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SimulationReport, simulateCollection } from '../../scripts/soak/simulated-collection.ts'
import { vendors } from '../../workers/collector/vendors/index.ts'
import { testStack } from '../support/stack.ts'

/** The short one of `npm run soak -- collection`, which has every vendor and fifty kills. */
describe('thirty days of collection, with vendors that fail and a Worker that is killed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'aegisflow-conformance-'))
  let report: SimulationReport
  beforeAll(async () => {
    report = await simulateCollection({
      dataDir,
      seed: 'conformance',
      vendorIds: ['anthropic', 'cursor', 'mistral'],
      days: 30,
      stepDays: 10,
      historyDays: 5,
      kills: 3,
      note: () => undefined,
    })
  }, 600_000)
  afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }))

  it('meets kills and faults', () => {
    expect(report.kills).toBe(3)
    expect(report.faults).toBeGreaterThan(0)
  })

  it.each(['anthropic', 'cursor', 'mistral'])(
    'ends with what %s says itself, to the token and the billionth',
    (id) => {
      const compared = report.compared.find(({ vendorId }) => vendorId === id)
      expect(compared?.told.tokensIn).toBeGreaterThan(1_000_000)
      expect(compared?.stored).toEqual(compared?.told)
    },
  )
})

describe('vendors that configuration switches off', () => {
  it('are asked nothing, any of them', async () => {
    const stack = await testStack({
      vendors: vendors.map(({ id }) => id),
      vars: { VENDORS_OFF: vendors.map(({ id }) => id).join(', ') },
    })
    try {
      const owner = await stack.signIn('owner@demo.test')
      await stack.tick()
      for (const { id } of stack.sandbox?.control.vendors ?? []) {
        const answer = await owner.call('POST', `/api/v1/collector/sync/demo-${id}`)
        expect([id, answer.status]).toEqual([id, 409])
      }
      expect(stack.sandbox?.control.requests()).toEqual([])
      expect((await owner.call('GET', '/api/v1/collector/runs')).body.items).toEqual([])
    } finally {
      await stack.end()
    }
  })
})
