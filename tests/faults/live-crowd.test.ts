import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { simulateCrowd } from '../../scripts/soak/simulated-crowd.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'aegisflow-crowd-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))

it('more readers than one room seats are each shown each event once and in one order, though all lose their connection', async () => {
  const note = () => undefined
  const { wrong, events, returned } = await simulateCrowd({
    dataDir,
    sockets: 1_600,
    inner: 1_000,
    returns: 4,
    eventsMin: 40,
    isFull: false,
    note,
  })
  expect(wrong).toEqual([])
  expect([events >= 40, returned]).toEqual([true, 2_600])
}, 300_000)
