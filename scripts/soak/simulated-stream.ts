import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, database } from '../bench/clickhouse.ts'
import { shareOut } from '../bench/http-client.ts'
import { hashText, mix, share } from '../demo/chance.ts'
import { type Stack, startStack } from '../embedded/stack.ts'
import { superviseGateway } from '../embedded/supervised-gateway.ts'
import { type ClickHouseFault, type ClickHouseProxy, startClickHouseProxy } from './clickhouse-proxy.ts'
import { nothingSent, type Sent, wrongInStore } from './stream-ledger.ts'
import { type Answered, nothingAnswered, type SentBatch, sendUntilAnswered } from './stream-sender.ts'

type PassingFault = Exclude<ClickHouseFault, { mode: 'at_times' }>

export type StreamSimulation = {
  dataDir: string
  seed: string
  batches: number
  /** Of workerd, of ClickHouse and of both at once, in turn, spread over the run. */
  kills: number
  /** What ClickHouse does wrong for a while, one after another, spread over the run. */
  faults: readonly PassingFault[]
  /** Into how many logs events are spread in mid-stream, one doubling after another: 1, 2, 4 or 8. */
  shards: number
  /**
   * ClickHouse refuses some events for good, fails one insert in so many until all is stored, and forgets every token
   * soon, as if each retry came late; null when it is none of that.
   */
  forgetful: { oneIn: number } | null
  note: (text: string) => void
}

export type StreamReport = {
  sent: Sent
  answered: Answered
  kills: number
  met: Record<string, number>
  drainedMs: number
  wrong: string[]
}

const model = 'stream-soak'
const senders = 4
/** Each row that is refused takes some thirty inserts until it stands alone, of which some fail. */
const drainedMsMax = 600_000
const apiRequests = { PUBLIC_REQUESTS_PER_MINUTE: '1000000', STREAM_SHARDS_MAX: '8' }

/**
 * Pushes events into a whole instance while it is killed and ClickHouse fails, both by the seed, and sends every
 * request again until it is answered. In the end what was sent is compared with the table and every rollup.
 */
export async function simulateStream(simulation: StreamSimulation): Promise<StreamReport> {
  const { dataDir, seed, note } = simulation
  const gateway = await superviseGateway(join(dataDir, 'clickhouse'))
  const proxy = await startClickHouseProxy(gateway.url)
  const through = { url: proxy.url, username: 'default', password: '', database: 'aegisflow' }
  let stack: Stack | null = null
  const db = database({ ...through, url: gateway.url })
  try {
    stack = await startStack({
      dataDir,
      port: 0,
      demo: true,
      cron: false,
      vendors: [],
      clickHouse: through,
      vars: apiRequests,
    })
    if (simulation.forgetful) {
      await forget(db)
      proxy.set({ mode: 'at_times', ...simulation.forgetful })
    }
    const { batches, sent } = batchesOf(simulation)
    const chance = chanceOf(`${seed}/when`)
    const answered = nothingAnswered()
    const done = { kills: 0 }
    const plan = eventsOf(simulation, chance)
    const run = { answered: 0, isOver: false, mayReach: 0 }
    const disturbing = disturb(plan, run, batches.length, {
      workerd: () => kill(stack?.workerdPid() ?? null),
      clickhouse: () => kill(gateway.pid()),
      proxy,
      spread: (shards) => spreadOver(stack as Stack, shards),
      note: (text) => {
        if (text.startsWith('kill')) done.kills += 1
        note(text)
      },
    })
    const { id, secret } = stack.secrets.demoApiKey
    const url = stack.url
    await shareOut(batches, senders, async (batch) => {
      // Nobody outruns what is still to happen.
      while (run.answered > run.mayReach) await sleep(5)
      await sendUntilAnswered(url, `afk_${id}_${secret}`, batch, answered)
      run.answered += 1
    })
    run.isOver = true
    await disturbing
    if (!simulation.forgetful) proxy.set({ mode: 'ok' })
    const startedAtMs = Date.now()
    let wrong = await stateOf(db, url, sent)
    while (wrong.length > 0 && Date.now() - startedAtMs < drainedMsMax) {
      await sleep(250)
      wrong = await stateOf(db, url, sent)
    }
    // What is too much comes late, if it comes.
    await sleep(2_000)
    wrong = await stateOf(db, url, sent)
    if (answered.items !== answered.ingested + answered.duplicates + answered.quarantined) {
      wrong.push(`${answered.items} items were answered as ${JSON.stringify(answered)}`)
    }
    return { sent, answered, kills: done.kills, met: proxy.met, drainedMs: Date.now() - startedAtMs, wrong }
  } finally {
    await db.close()
    await stack?.stop()
    await proxy.stop()
    await gateway.stop()
  }
}

async function stateOf(db: Database, url: string, sent: Sent): Promise<string[]> {
  try {
    const refused = await rejectedRows(url)
    const wrong = await wrongInStore(db, model, sent)
    return refused === sent.refused ? wrong : [...wrong, `${refused} rows were refused, not ${sent.refused}`]
  } catch (error) {
    return [`nobody was asked: ${error instanceof Error ? error.message : error}`]
  }
}

/** Rows that logs have set aside, as `/metrics` tells. */
async function rejectedRows(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return [...text.matchAll(/^aegisflow_rejected_rows\{.*\} (\d+)$/gm)].reduce(
    (sum, [, rows]) => sum + Number(rows),
    0,
  )
}

/** What is longer is refused by a forgetful ClickHouse. Units: bytes. */
const traceIdBytesMax = 64

/** Tables remember one insert only, and say that they were made anew since, so that no token is trusted. */
async function forget(db: Database): Promise<void> {
  const tables = await db.rows<{ name: string }>(
    `SELECT name FROM system.tables
     WHERE database = currentDatabase() AND create_table_query LIKE '%non_replicated_deduplication_window%'`,
  )
  for (const { name } of tables)
    await db.command(`ALTER TABLE ${name} MODIFY SETTING non_replicated_deduplication_window = 1`)
  await db.command(`ALTER TABLE event_changes MODIFY COLUMN trace_id FixedString(${traceIdBytesMax})`)
  await db.command(`INSERT INTO schema_migrations VALUES ('forgetful', now() + INTERVAL 1 DAY)`)
}

function kill(pid: number | null): void {
  try {
    if (pid !== null && pid > 0) process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}

/** Growth as it comes about: a row, which isolates and logs then learn of. */
async function spreadOver(stack: Stack, shards: number): Promise<void> {
  const untilMs = Date.now() + 20_000
  for (;;) {
    try {
      const db = await stack.d1Again()
      await db
        .prepare(
          'INSERT OR IGNORE INTO stream_spreads (org_id, since_ms, shards) SELECT id, ?, ? FROM organizations',
        )
        .bind(Date.now(), shards)
        .run()
      return
    } catch (error) {
      if (Date.now() > untilMs) throw error
      await sleep(100)
    }
  }
}

/** Numbers from 0 to below 1, the same for the same seed. */
function chanceOf(seed: string): () => number {
  const root = hashText(seed)
  let turn = 0
  return () => share(mix(root, ++turn), 0)
}

type Killed = 'workerd' | 'clickhouse' | 'both'
type Disturbance = { at: number; index: number } & (
  | { what: 'kill'; killed: Killed }
  | { what: 'fault'; fault: PassingFault }
  | { what: 'spread'; shards: number }
)

/** What happens when, as shares of the run, in order. */
function eventsOf(
  { kills, faults, shards, forgetful }: StreamSimulation,
  chance: () => number,
): Disturbance[] {
  // Where a table was written and its rollup was not, only the token tells.
  const killed: readonly Killed[] = forgetful ? ['workerd'] : ['workerd', 'clickhouse', 'both']
  const spread = <T>(items: readonly T[], make: (item: T, index: number, at: number) => Disturbance) =>
    items.map((item, index) => make(item, index, (index + chance()) / items.length))
  const doublings = [2, 4, 8].filter((each) => each <= shards)
  return [
    ...spread(Array.from({ length: kills }), (_, index, at) => ({
      at,
      what: 'kill' as const,
      index,
      killed: killed[index % killed.length] ?? 'both',
    })),
    ...spread(faults, (fault, index, at) => ({ at, what: 'fault', index, fault })),
    ...spread(doublings, (each, index, at) => ({ at, what: 'spread', index, shards: each })),
  ].toSorted((a, b) => a.at - b.at)
}

type Means = {
  workerd(): void
  clickhouse(): void
  proxy: ClickHouseProxy
  spread(shards: number): Promise<void>
  note(text: string): void
}

/** How far the senders are, and how far they may go before the next thing has happened. Units: requests. */
type Run = { answered: number; isOver: boolean; mayReach: number }

const faultMs = 700
const faultMsMax = 15_000
const aheadMax = 0.05

async function disturb(
  plan: ReturnType<typeof eventsOf>,
  run: Run,
  requests: number,
  { workerd, clickhouse, proxy, spread, note }: Means,
): Promise<void> {
  for (const each of plan) {
    run.mayReach = (each.at + aheadMax) * requests
    while (run.answered < each.at * requests && !run.isOver) await sleep(2)
    if (each.what === 'kill') {
      note(`kill ${each.index + 1}: ${each.killed}`)
      if (each.killed !== 'clickhouse') workerd()
      if (each.killed !== 'workerd') clickhouse()
    } else if (each.what === 'spread') {
      note(`over ${each.shards} logs`)
      await spread(each.shards)
    } else {
      const { mode } = each.fault
      const before = proxy.met[mode]
      note(`clickhouse ${mode}`)
      proxy.set(each.fault)
      const untilMs = Date.now() + faultMsMax
      await sleep(faultMs)
      while (proxy.met[mode] === before && Date.now() < untilMs) await sleep(20)
      proxy.set({ mode: 'ok' })
    }
  }
  run.mayReach = requests
}

/**
 * Requests in the order they are sent. Of a hundred some are sent twice at once, some late again, some hold the same
 * event twice, some name their events by an idempotency key alone, some hold an item that is quarantined, and some are
 * of predictions. A forgetful ClickHouse is sent events that it refuses.
 */
function batchesOf({ seed, batches, forgetful }: StreamSimulation): { batches: SentBatch[]; sent: Sent } {
  const chance = chanceOf(`${seed}/what`)
  const all: { at: number; batch: SentBatch }[] = []
  const sent = nothingSent()
  for (let index = 0; index < batches; index += 1) {
    const isKeyed = chance() < 0.1
    const isOfModel = chance() < 0.2
    const rows = 1 + Math.floor(chance() * 200)
    const events = Array.from({ length: rows }, (_, row) => {
      const isViolation = !isOfModel && chance() < 0.05
      if (chance() < 0.02) {
        sent.quarantined += 1
        const id = `bad-${index}-${row}`
        const timestamp = '2020-01-01T00:00:00Z'
        return {
          ...(isKeyed ? {} : { id }),
          model_name: model,
          vendor_id: 'soak',
          ...(isOfModel ? { prediction: 1 } : { prompt: 'Too old.' }),
          timestamp,
        }
      }
      if (forgetful && chance() < 0.0015) {
        sent.refused += 1
        const id = isKeyed ? {} : { id: `refused-${index}-${row}` }
        const trace_id = 'x'.repeat(traceIdBytesMax + 1)
        const said = isOfModel ? { prediction: 1 } : { prompt: 'Refused.' }
        return { ...id, model_name: model, vendor_id: 'soak', trace_id, ...said }
      }
      sent.events += 1
      sent.latencyMs += 100 + row
      const said = { model_name: model, vendor_id: 'soak', latency_ms: 100 + row }
      const named = isKeyed ? said : { id: `soak-${index}-${row}`, ...said }
      if (isOfModel) {
        const colour = chance() < 0.3 ? 'red' : 'blue'
        sent.predictions += 1
        sent.amount += row
        sent.colours[colour] = (sent.colours[colour] ?? 0) + 1
        return { ...named, prediction: 1, features: { amount: row, colour } }
      }
      sent.tokensIn += 10 + (row % 7)
      sent.violations += Number(isViolation)
      return {
        ...named,
        prompt: `Please answer letter ${index} of folder ${row}${isViolation ? ', SSN 536-90-4399' : ''}.`,
        tokens_in: 10 + (row % 7),
        tokens_out: 1,
      }
    })
    const isDoubled = !isKeyed && chance() < 0.1
    const body = JSON.stringify({ events: isDoubled ? [...events, events[0]] : events })
    const path = isOfModel ? '/ingest/ml' : '/ingest/llm'
    const batch = {
      path,
      body,
      items: rows + Number(isDoubled),
      key: isKeyed ? `key-${seed}-${index}` : null,
    }
    all.push({ at: index, batch })
    if (chance() < 0.1) all.push({ at: index, batch })
    if (chance() < 0.1) all.push({ at: index + 5 + chance() * 40, batch })
    if (chance() < 0.1) all.push({ at: index - chance() * 5, batch })
  }
  return { batches: all.toSorted((a, b) => a.at - b.at).map(({ batch }) => batch), sent }
}
