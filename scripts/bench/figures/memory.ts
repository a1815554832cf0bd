import { untilMerged } from '../clickhouse.ts'
import { figure } from '../figure.ts'
import { fillEvents } from '../fill.ts'
import { good, shareOut } from '../http-client.ts'
import { ingestPath } from '../instance.ts'
import { residentMb } from '../process-tree.ts'
import { batchesOf, freshEvents } from '../prompts.ts'

const pages = ['/api/v1/dashboard/overview', '/api/v1/vendors/analytics', '/api/v1/events?limit=100']

/**
 * What the embedded stack holds after ten million events: launcher, workerd and ClickHouse, with what this measuring
 * adds to the launcher. They are filled into ClickHouse, and some more are pushed.
 */
export const memory = figure({
  name: 'memory',
  summary: 'MB of resident memory of all processes after 10 million events',
  async measure({ isQuick, instance, note }) {
    const { db, orgId, client } = await instance()
    const [label, rows, pushed] = isQuick ? ['1m', 1_000_000, 20_000] : ['10m', 10_000_000, 300_000]
    await fillEvents(db, orgId, 0, Number(rows))
    const api = client(4)
    for (let left = Number(pushed); left > 0; left -= 10_000) {
      await shareOut(batchesOf(freshEvents(10_000), 500), 4, async (events) => {
        for (;;) {
          const answer = await api.post(ingestPath, JSON.stringify({ events }))
          if (answer.status !== 429) return good(answer)
        }
      })
    }
    await untilMerged(db)
    for (const page of pages) good(await api.get(page))
    const { totalMb, byCommand } = residentMb(process.pid)
    note(`by process: ${JSON.stringify(byCommand)}`)
    return [{ name: `stack_rss_mb@${label}`, value: totalMb, unit: 'MB' }]
  },
})
