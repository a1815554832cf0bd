import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { runLimits } from '../../../workers/collector/budget.ts'
import { startStack } from '../../embedded/stack.ts'
import { connect } from '../../soak/connect.ts'
import { startBusyVendor } from '../busy-vendor.ts'
import { database } from '../clickhouse.ts'
import { figure } from '../figure.ts'

const people = 40
const readMsMax = 1_800_000
/** A page holds a week of hours. */
const historyDays = 90
/** Source: developers.cloudflare.com/workers/platform/limits, the older figure. */
const subrequestsMax = 1_000
/** The longest body that is taken from a vendor, and what an isolate may hold with everything made of it. */
const bodyBytesMax = 16 * 1024 * 1024

/** A back-fill as it is when a company connects everything at once. */
export const collection = figure({
  name: 'collection',
  summary:
    'rows/s of a back-fill: 90 days × 12 vendors × 1-hour buckets × 40 people; bytes and calls of one run',
  async measure({ isQuick, folder, later, note }) {
    const keys = isQuick ? 2 : 12
    const vendor = await startBusyVendor(people)
    later(vendor.stop)
    const stack = await startStack({
      dataDir: folder(),
      port: 0,
      demo: true,
      cron: false,
      vendors: [],
      privateHosts: new URL(vendor.url).host,
      vars: { OPENAI_BASE_URL: vendor.url, RATES_URL: '', HISTORY_DAYS: String(historyDays) },
    })
    later(() => stack.stop())
    const db = database(stack.clickHouse)
    later(() => db.close())
    const rows = () => db.number("SELECT count() FROM events WHERE source = 'collector'")

    const before = peakBytes(stack.workerdPid())
    const startedAtMs = performance.now()
    await connect(
      stack,
      Array.from({ length: keys }, (_, index) => ({
        vendorId: 'openai',
        credential: { kind: 'admin_key', secret: `sk-admin-bench-${index + 1}` },
      })),
    )
    const least = keys * historyDays * 24 * people - keys * 24 * people
    for (const untilMs = Date.now() + readMsMax; !(await isRead(stack)); await sleep(200)) {
      if (Date.now() > untilMs) throw new Error(`${await rows()} rows, and still not all read`)
      await stack.tick()
    }
    let stored = await rows()
    for (; stored < least; stored = await rows()) await sleep(100)
    const seconds = (performance.now() - startedAtMs) / 1000

    const { results: runs } = await stack.d1
      .prepare("SELECT pages, pulled, status FROM collector_runs WHERE stream = 'usage'")
      .all<{ pages: number; pulled: number; status: string }>()
    const pagesMax = Math.max(...runs.map(({ pages }) => pages))
    const calls = pagesMax * (1 + runLimits.callsPerPage)
    note(
      `${stored} rows in ${seconds.toFixed(1)} s, ${runs.length} runs, ${vendor.answered.calls} calls to vendors`,
    )
    note(`workerd grew by ${((peakBytes(stack.workerdPid()) - before) / 1e6).toFixed(0)} MB at its most`)
    if (calls >= subrequestsMax) throw new Error(`a run of ${pagesMax} pages makes ${calls} calls`)
    if (vendor.answered.pageBytesMax >= bodyBytesMax) throw new Error('a page is longer than what is taken')
    return [
      { name: 'collection_rows_per_s', value: stored / seconds, unit: '1/s' },
      { name: 'collection_bytes_at_once_max', value: vendor.answered.pageBytesMax, unit: 'B' },
      { name: 'collection_calls_per_run_max', value: calls, unit: '' },
    ]
  },
})

/** Whether no stream has anything left to read. */
async function isRead({ d1 }: Awaited<ReturnType<typeof startStack>>): Promise<boolean> {
  const row = await d1
    .prepare(
      `SELECT count(*) AS n FROM streams WHERE lease_id IS NOT NULL OR high_water_at_ms IS NULL
       OR checkpoint IS NOT NULL OR next_due_at_ms < ?`,
    )
    .bind(Date.now())
    .first<{ n: number }>()
  return row?.n === 0
}

/** The most memory that a process had. Source: proc_pid_status(5), VmHWM. 0 where there is no /proc. */
function peakBytes(pid: number | null): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(text)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
