import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type StreamSimulation, simulateStream } from '../../scripts/soak/simulated-stream.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0))
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

async function simulated(change: Partial<StreamSimulation>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'aegisflow-stream-'))
  folders.push(dataDir)
  const note = () => undefined
  return simulateStream({
    dataDir,
    seed: 'short',
    batches: 60,
    kills: 0,
    faults: [],
    shards: 1,
    forgetful: null,
    note,
    ...change,
  })
}

/** In = stored + dropped + quarantined, in the table and in every rollup: the ledger is compared by the simulation. */
describe('events that are pushed, some twice and out of order', () => {
  it('are stored once while workerd, ClickHouse and both are killed in mid-batch and events are spread over more logs', async () => {
    const { wrong, kills, answered, sent } = await simulated({ batches: 150, kills: 6, shards: 4 })
    expect(wrong).toEqual([])
    expect([kills, answered.resent > 0, answered.duplicates > 0, sent.events > 5_000]).toEqual([
      6,
      true,
      true,
      true,
    ])
  }, 300_000)

  it('are stored once while ClickHouse is slow, refuses, is full, or fails after it has stored', async () => {
    const { wrong, met, answered } = await simulated({
      batches: 200,
      faults: [
        { mode: 'stores_then_fails' },
        { mode: 'slow', ms: 600 },
        { mode: 'refusing' },
        { mode: 'stores_then_cuts' },
        { mode: 'full' },
      ],
    })
    expect(wrong).toEqual([])
    expect(Object.entries(met).filter(([, inserts]) => inserts === 0)).toEqual([])
    // The log takes the place of a ClickHouse that fails: senders see nothing of it.
    expect(answered.resent).toBe(0)
  }, 300_000)
  it('are stored once, and only the refused rows are not, when a range is taken up again after ClickHouse forgot its tokens', async () => {
    const { wrong, met, kills, sent } = await simulated({ batches: 30, kills: 1, forgetful: { oneIn: 11 } })
    expect(wrong).toEqual([])
    expect([kills, sent.refused > 1]).toEqual([1, true])
    const { stores_then_fails, refusing, stores_then_cuts, full } = met
    expect([stores_then_fails, refusing, stores_then_cuts, full].every((inserts) => (inserts ?? 0) > 0)).toBe(
      true,
    )
  }, 300_000)
})
