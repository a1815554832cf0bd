import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, database } from '../bench/clickhouse.ts'
import { hashText, mix, share } from '../demo/chance.ts'
import { type Stack, startStack } from '../embedded/stack.ts'
import type { Fault } from '../sandbox/faults.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Vendor, VendorLedger } from '../sandbox/wire.ts'
import { connect } from './connect.ts'
import { makeDueAtOnce, running, setMoment, unread } from './simulated-clock.ts'

export type Simulation = {
  dataDir: string
  seed: string
  /** Null: every vendor of the sandbox. */
  vendorIds: readonly string[] | null
  days: number
  /** How far back the first reading goes. */
  historyDays: number
  /** How far the vendors' clock goes at once. */
  stepDays: number
  kills: number
  note: (text: string) => void
}

/** What a vendor holds to be true and what was collected of it, in the same shape. */
export type Compared = { vendorId: string; told: Totals; stored: Totals }

/**
 * Units: tokens; money in billionths as decimal text, of cost reports by currency and of single calls in dollars.
 * `requests` null: the vendor does not count them.
 */
type Totals = Omit<VendorLedger, 'costsNano' | 'chargedNano'> & {
  costsNano: Record<string, string>
  chargedNano: string
}

export type SimulationReport = { compared: Compared[]; kills: number; faults: number; rounds: number }

const dayMs = 86_400_000
const roundMsMax = 180_000
const roundsMax = 60
const storedMsMax = 20_000
const faultShare = 0.35

/** Faults that a run survives by itself or that end it; none lasts, so that the clock can go on. */
const faults: readonly (Fault & { times: number })[] = [
  { mode: 'failing', status: 500, times: 1 },
  { mode: 'failing', status: 503, times: 2 },
  { mode: 'rate_limited', retryAfter: 'seconds', seconds: 1, times: 1 },
  { mode: 'rate_limited', retryAfter: 'http_date', seconds: 1, times: 1 },
  { mode: 'rate_limited', retryAfter: 'none', times: 1 },
  { mode: 'broken_json', times: 1 },
  { mode: 'truncated', times: 1 },
  { mode: 'slow', ms: 300, times: 3 },
  { mode: 'unauthorized', times: 1 },
  { mode: 'forbidden', times: 1 },
]

/**
 * Collects some weeks of the demo company from the vendor sandbox through the real Worker: the vendors' clock goes on
 * step by step while vendors fail and the Worker is killed at random points, both by the seed. In the end what is
 * stored stands beside what each vendor says.
 */
export async function simulateCollection(simulation: Simulation): Promise<SimulationReport> {
  const { dataDir, days, stepDays, historyDays, vendorIds } = simulation
  const endMs = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000
  const startMs = endMs - days * dayMs
  let nowMs = startMs
  const stack = await startStack({
    dataDir,
    port: 0,
    demo: true,
    cron: false,
    vendors: [],
    vendorsNow: () => nowMs,
  })
  const db = database(stack.clickHouse)
  try {
    const sandbox = sandboxOf(stack)
    const chosen = sandbox.control.vendors.filter(({ id }) => vendorIds === null || vendorIds.includes(id))
    await connect(stack, credentialsOf(chosen, sandbox))
    simulation.note('connected')
    const chance = chanceOf(simulation.seed)
    const steps = Math.ceil(days / stepDays)
    const sum = { kills: 0, faults: 0, rounds: 0 }
    for (let step = 0; step <= steps; step++) {
      nowMs = Math.min(endMs, startMs + step * stepDays * dayMs)
      await setMoment(stack, nowMs, startMs - historyDays * dayMs)
      const killsLeft = Math.ceil((simulation.kills - sum.kills) / (steps - step + 1))
      const done = await collectStep(stack, nowMs, chosen, chance, killsLeft, simulation.note)
      sum.kills += done.kills
      sum.faults += done.faults
      sum.rounds += done.rounds
      simulation.note(
        `${new Date(nowMs).toISOString().slice(0, 13)}: ${done.rounds} rounds, ${done.kills} kills, ${done.faults} faults`,
      )
    }
    const span = { fromMs: Math.ceil(startMs / dayMs) * dayMs, toMs: Math.floor(endMs / dayMs) * dayMs }
    return { compared: await comparedAll(db, chosen, span, endMs), ...sum }
  } finally {
    await db.close()
    await stack.stop()
  }
}

function sandboxOf({ sandbox }: Stack): Sandbox {
  if (!sandbox) throw new Error('the stack has no vendor sandbox')
  return sandbox
}

const credentialsOf = (chosen: readonly Vendor[], sandbox: Sandbox) =>
  chosen.flatMap((vendor) =>
    vendor
      .credentials(`${sandbox.url}/${vendor.id}`)
      .map((credential) => ({ vendorId: vendor.id, credential })),
  )

/** Numbers from 0 to below 1, the same for the same seed. */
function chanceOf(seed: string): () => number {
  const root = hashText(`${seed}/soak/collection`)
  let turn = 0
  return () => share(mix(root, ++turn), 0)
}

/** Runs until every stream has read all that there is at this moment of the vendors' clock. */
async function collectStep(
  stack: Stack,
  momentMs: number,
  chosen: readonly Vendor[],
  chance: () => number,
  killsWanted: number,
  note: Simulation['note'],
): Promise<{ kills: number; faults: number; rounds: number }> {
  const sandbox = sandboxOf(stack)
  const done = { kills: 0, faults: 0, rounds: 0 }
  for (let left = await waiting(stack); left.length > 0; left = await waiting(stack)) {
    if (done.rounds >= roundsMax) throw new Error(`still not read: ${JSON.stringify(left)}`)
    done.rounds += 1
    note(`round ${done.rounds}: ${left.length} streams`)
    const isCalm = done.rounds > 4
    for (const vendor of chosen) {
      const fault = faults[Math.floor(chance() * faults.length)]
      const isFaulty = !isCalm && chance() < faultShare && fault !== undefined
      sandbox.control.fault(isFaulty ? { ...fault, vendor: vendor.id } : { mode: 'ok', vendor: vendor.id })
      if (isFaulty) done.faults += 1
    }
    await insistently(() => makeDueAtOnce(stack, momentMs))
    const ticking = stack.tick().catch(() => undefined)
    const isKilled = done.kills < killsWanted
    if (isKilled) {
      await sleep(30 + chance() * 900)
      const pid = stack.workerdPid()
      if (pid !== null) process.kill(pid, 'SIGKILL')
      done.kills += 1
    }
    await Promise.race([ticking, sleep(10_000)])
    if (isKilled) await untilAnswering(stack)
    else await untilQuiet(stack)
  }
  return done
}

const waiting = (stack: Stack) => insistently(() => unread(stack))

/** Waits until no run is under way. */
async function untilQuiet(stack: Stack): Promise<void> {
  const untilMs = Date.now() + roundMsMax
  while ((await insistently(() => running(stack))) > 0) {
    if (Date.now() > untilMs) return
    await sleep(100)
  }
}

async function untilAnswering({ url }: Stack): Promise<void> {
  await insistently(async () => {
    const { ok } = await fetch(`${url}/ready`)
    if (!ok) throw new Error('not ready')
  })
}

/** Tries again while a Worker that was killed comes back. */
async function insistently<T>(work: () => Promise<T>): Promise<T> {
  const untilMs = Date.now() + 30_000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > untilMs) throw error
      await sleep(100)
    }
  }
}

/** What is stored against what the vendor says, for every vendor that says anything; waits for the last rows. */
async function comparedAll(
  db: Database,
  chosen: readonly Vendor[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
  nowMs: number,
): Promise<Compared[]> {
  const compared: Compared[] = []
  for (const vendor of chosen) {
    const told = toldBy(vendor, fromMs, toMs, nowMs)
    if (told === null) continue
    const untilMs = Date.now() + storedMsMax
    let stored = await storedTotals(db, vendor.id, fromMs, toMs, told)
    while (JSON.stringify(stored) !== JSON.stringify(told) && Date.now() < untilMs) {
      await sleep(500)
      stored = await storedTotals(db, vendor.id, fromMs, toMs, told)
    }
    compared.push({ vendorId: vendor.id, told, stored })
  }
  return compared
}

/** What a vendor says through all kinds of credentials that were connected; what several kinds see counts once. */
function toldBy({ ledger, credentials }: Vendor, fromMs: number, toMs: number, nowMs: number): Totals | null {
  if (!ledger) return null
  const kinds = new Set(credentials('').map(({ kind }) => kind))
  const seen = [...kinds].map((kind) => ledger(fromMs, toMs, nowMs, kind))
  const ledgers = seen.filter((each, index) => seen.findIndex((other) => isSame(each, other)) === index)
  const costsNano: Record<string, bigint> = {}
  for (const each of ledgers) {
    for (const [currency, nano] of Object.entries(each.costsNano)) {
      costsNano[currency] = (costsNano[currency] ?? 0n) + nano
    }
  }
  const total = (name: 'tokensIn' | 'tokensOut' | 'tokensCached'): number =>
    ledgers.reduce((sum, each) => sum + each[name], 0)
  const known = ledgers.flatMap(({ requests }) => requests ?? [])
  return {
    requests: known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0),
    tokensIn: total('tokensIn'),
    tokensOut: total('tokensOut'),
    tokensCached: total('tokensCached'),
    costsNano: texts(costsNano),
    chargedNano: ledgers.reduce((sum, each) => sum + (each.chargedNano ?? 0n), 0n).toString(),
  }
}

const isSame = (a: VendorLedger, b: VendorLedger): boolean => textOf(a) === textOf(b)

const textOf = (ledger: VendorLedger): string =>
  JSON.stringify(ledger, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))

const texts = (costsNano: Record<string, bigint>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(costsNano)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, nano]) => [currency, nano.toString()]),
  )

async function storedTotals(
  db: Database,
  vendorId: string,
  fromMs: number,
  toMs: number,
  told: Totals,
): Promise<Totals> {
  const [from, to] = [fromMs / 1000, toMs / 1000]
  const span = `vendor_id = '${vendorId}' AND source = 'collector'
      AND created_at >= fromUnixTimestamp(${from}) AND created_at < fromUnixTimestamp(${to})`
  // Beside sums, what a vendor lists one by one is text that the sums hold already.
  const [counts] = await db.rows<
    Record<'requests' | 'tokensIn' | 'tokensOut' | 'tokensCached' | 'nano', string>
  >(`
    SELECT toString(sum(requests)) AS requests, toString(sum(tokens_in)) AS tokensIn,
      toString(sum(tokens_out)) AS tokensOut, toString(sum(tokens_cached)) AS tokensCached,
      toString(toInt128(sumIf(cost_usd, kind = 'llm' AND cost_source = 'vendor') * 1000000000)) AS nano
    FROM events WHERE ${span}
      AND kind = if((SELECT count() FROM events WHERE kind = 'usage' AND ${span}) > 0, 'usage', 'llm')`)
  const costs = await db.rows<{ currency: string; nano: string }>(`
    SELECT currency, toString(toInt128(sum(amount) * 1000000000)) AS nano FROM vendor_costs
    WHERE vendor_id = '${vendorId}' AND day >= toDate(${from}) AND day < toDate(${to})
    GROUP BY currency ORDER BY currency`)
  return {
    requests: told.requests === null ? null : Number(counts?.requests ?? 0),
    tokensIn: Number(counts?.tokensIn ?? 0),
    tokensOut: Number(counts?.tokensOut ?? 0),
    tokensCached: Number(counts?.tokensCached ?? 0),
    costsNano: Object.fromEntries(costs.map(({ currency, nano }) => [currency, nano])),
    chargedNano: counts?.nano ?? '0',
  }
}
