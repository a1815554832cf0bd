import { simulateCollection } from '../simulated-collection.ts'
import type { Soak } from '../soak-run.ts'

/** Every vendor for thirty days, one day at a time, with faults, and the Worker killed fifty times. */
export const collection: Soak = {
  name: 'collection',
  summary: 'thirty days of every vendor with faults and fifty kills, compared with the vendors’ own ledgers',
  async run({ dataDir, seed, isShort, note }) {
    const report = await simulateCollection({
      dataDir,
      seed,
      vendorIds: null,
      days: isShort ? 3 : 30,
      stepDays: 1,
      historyDays: 60,
      kills: isShort ? 5 : 50,
      note,
    })
    note(`${report.kills} kills, ${report.faults} faults, ${report.rounds} rounds`)
    return report.compared.flatMap(({ vendorId, told, stored }) => {
      const isRight = JSON.stringify(told) === JSON.stringify(stored)
      note(`${vendorId}: ${isRight ? 'equal' : 'NOT equal'}, ${told.tokensIn + told.tokensOut} tokens`)
      return isRight ? [] : [`${vendorId}: told ${JSON.stringify(told)}, stored ${JSON.stringify(stored)}`]
    })
  },
}
