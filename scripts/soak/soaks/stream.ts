import { join } from 'node:path'
import { type StreamReport, type StreamSimulation, simulateStream } from '../simulated-stream.ts'
import type { Soak } from '../soak-run.ts'

const faults = [
  { mode: 'slow', ms: 700 },
  { mode: 'stores_then_fails' },
  { mode: 'refusing' },
  { mode: 'full' },
  { mode: 'stores_then_cuts' },
] as const

/**
 * A hundred kills of workerd, of ClickHouse and of both, ClickHouse failing in every way, and growth to eight logs; then a
 * ClickHouse that refuses some rows and forgets what it has stored, while workerd is killed.
 */
export const stream: Soak = {
  name: 'stream',
  summary:
    'a hundred kills in mid-batch, ClickHouse failing in between, and every event once in table and rollups',
  async run({ dataDir, seed, isShort, note }) {
    const share = isShort ? 0.1 : 1
    const run = async (name: string, what: Omit<StreamSimulation, 'dataDir' | 'seed' | 'note'>) => {
      const report = await simulateStream({ ...what, dataDir: join(dataDir, name), seed, note })
      tell(report, note)
      return report.wrong
    }
    return [
      ...(await run('failing', {
        batches: 3_000 * share,
        kills: 100 * share,
        faults: Array.from({ length: 40 * share }, (_, index) => faults[index % faults.length] ?? faults[0]),
        shards: 8,
        forgetful: null,
      })),
      ...(await run('forgetful', {
        batches: 900 * share,
        kills: 20 * share,
        faults: [],
        shards: 4,
        forgetful: { oneIn: 40 },
      })),
    ]
  },
}

function tell(report: StreamReport, note: (text: string) => void): void {
  const { sent, answered, kills, met, drainedMs } = report
  note(
    `sent ${sent.events} events, of them ${sent.violations} violations, and ${sent.refused} that are refused, in ${answered.requests} answered requests`,
  )
  note(
    `answered ${answered.items} items: ${answered.ingested} ingested, ${answered.duplicates} duplicates, ${answered.quarantined} quarantined`,
  )
  note(
    `${kills} kills, ${answered.resent} requests sent again, ${answered.silent} of them after a long silence, ${answered.behind} told to wait`,
  )
  note(
    `inserts by what they met: ${JSON.stringify(met)}; all stored ${Math.round(drainedMs / 1000)} s after the last answer`,
  )
}
