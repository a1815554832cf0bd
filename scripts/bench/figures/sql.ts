import { untilMerged } from '../clickhouse.ts'
import { figure, type Reading } from '../figure.ts'
import { fillEvents } from '../fill.ts'
import { good } from '../http-client.ts'
import { quantile, spread } from '../statistics.ts'

const path = '/api/v1/sql'
const rows = 1_000_000
const warmUps = 20

/** What an analyst asks, with the same question as ClickHouse gets it without us. */
const questions = [
  {
    label: 'rollup',
    text: "SELECT value, sum(events) AS events FROM dimension_daily WHERE dimension = 'vendor' GROUP BY value ORDER BY events DESC",
    plain: (orgId: string) =>
      `SELECT value, sum(events) AS events FROM dimension_daily WHERE org_id = '${orgId}' AND dimension = 'vendor' GROUP BY value ORDER BY events DESC FORMAT JSON`,
  },
  {
    label: 'events',
    text: 'SELECT model, count() AS calls, sum(cost_usd) AS cost FROM events GROUP BY model ORDER BY calls DESC',
    plain: (orgId: string) =>
      `SELECT model, count() AS calls, sum(cost_usd) AS cost FROM events WHERE org_id = '${orgId}' GROUP BY model ORDER BY calls DESC FORMAT JSON`,
  },
] as const

/** What the walls around analysts' SQL cost, over the same question put to ClickHouse directly. */
export const sql = figure({
  name: 'sql',
  summary: 'milliseconds of POST /sql over a rollup and over a million events, beside ClickHouse alone',
  async measure({ instance, isQuick, note }) {
    const { db, orgId, client, clickHouse } = await instance()
    await fillEvents(db, orgId, 0, isQuick ? rows / 10 : rows)
    await untilMerged(db)
    const asks = isQuick ? 20 : 200
    const ours = client(1)
    const readings: Reading[] = []
    for (const { label, text, plain } of questions) {
      const body = JSON.stringify({ query: text })
      const direct = new URL(clickHouse.url)
      direct.searchParams.set('database', clickHouse.database)
      const headers = { 'X-ClickHouse-User': clickHouse.username, 'X-ClickHouse-Key': clickHouse.password }
      const askUs = () => ours.post(path, body).then(good)
      const askServer = async () => {
        const answer = await fetch(direct, { method: 'POST', body: plain(orgId), headers })
        if (!answer.ok) throw new Error(await answer.text())
        await answer.text()
      }
      const [withWalls, alone] = [await timed(askUs, asks), await timed(askServer, asks)]
      note(`${label}: POST /sql ${spread(withWalls)} ms; ClickHouse alone ${spread(alone)} ms`)
      readings.push({
        name: `sql_p50_ms@${label}`,
        value: quantile(withWalls, 0.5),
        unit: 'ms',
        baseline: quantile(alone, 0.5),
      })
      readings.push({ name: `sql_p99_ms@${label}`, value: quantile(withWalls, 0.99), unit: 'ms' })
    }
    return readings
  },
})

async function timed(ask: () => Promise<unknown>, times: number): Promise<number[]> {
  for (let turn = 0; turn < warmUps; turn += 1) await ask()
  const timesMs: number[] = []
  for (let turn = 0; turn < times; turn += 1) {
    const startedAtMs = performance.now()
    await ask()
    timesMs.push(performance.now() - startedAtMs)
  }
  return timesMs
}
