import { hashText, mix, share } from '../demo/chance.ts'
import type { Team } from '../demo/company.ts'
import { teamActivity } from '../demo/rhythm.ts'
import type { Caller, Directory } from './directory.ts'
import type { Model } from './models.ts'
import { DAY_MS, floorTo, HOUR_MS } from './moments.ts'

/**
 * What was sent and answered, as the vendor meters it. `inputTokens` holds the cached and cache-write tokens
 * too.
 */
export type Meter = {
  requests: number
  inputTokens: number
  cacheReadTokens: number
  cacheWrite5mTokens: number
  cacheWrite1hTokens: number
  outputTokens: number
  webSearches: number
}

/** Traffic of one caller with one model at one moment. */
export type Call = {
  readonly atMs: number
  readonly caller: Caller
  readonly model: Model
  readonly batch: boolean
  /** Made in the vendor's playground, so with no key. */
  readonly playground: boolean
  readonly meter: Readonly<Meter>
  /**
   * How often the vendor counts it at the moment of asking: 0 before it is reported, 2 while counted twice.
   */
  readonly counted: number
}

const MINUTE_MS = 60_000

/** How far back the vendors remember. */
export const HISTORY_DAYS = 90

const profiles: Readonly<
  Record<Team['id'], { hourly: number; input: number; output: number; cached: number }>
> = {
  support: { hourly: 3.6, input: 1_400, output: 320, cached: 0.3 },
  sales: { hourly: 1.8, input: 1_100, output: 520, cached: 0.15 },
  engineering: { hourly: 5.2, input: 16_000, output: 1_300, cached: 0.72 },
  legal: { hourly: 1.4, input: 9_500, output: 900, cached: 0.35 },
  clinical: { hourly: 2.1, input: 3_200, output: 640, cached: 0.25 },
  finance: { hourly: 1.6, input: 2_600, output: 480, cached: 0.2 },
}

/** The traffic of a vendor, computed on demand from the seed. */
export type Traffic = {
  /** Visits each call from `fromMs` until `untilMs` that the vendor counts at `nowMs`, hour by hour. */
  visit(fromMs: number, untilMs: number, nowMs: number, visitor: (call: Call) => void): void
}

/**
 * A vendor as its traffic goes: its name, which gives each vendor a traffic of its own, what it offers, and whether it
 * meters what is written to a cache and searches on the web apart.
 */
export type Trade = {
  readonly name: string
  readonly models: readonly Model[]
  readonly metersCacheWrites?: boolean
  readonly metersWebSearches?: boolean
  /** It lists single calls, each within minutes and once, where others sum up and revise. */
  readonly listsCalls?: boolean
}

/** The traffic of a vendor for a seed. */
export function trafficOf(seed: string, trade: Trade, directory: Directory): Traffic {
  const root = hashText(`${seed}/traffic/${trade.name}`)
  const menu = trade.models

  function visitHour(hourMs: number, nowMs: number, visitor: (call: Call) => void): void {
    const hourHash = mix(root, hourMs / HOUR_MS)
    for (const caller of directory.callers) {
      const hourly = callerRate(root, caller, hourMs)
      if (hourly === 0) continue
      menu.forEach((model, m) => {
        const hash = mix(mix(hourHash, caller.index), m)
        const expected = hourly * modelShare(root, caller, m, menu.length) * (0.4 + 1.2 * share(hash, 0))
        const count = Math.floor(expected + share(hash, 1))
        for (let i = 0; i < count; i++) {
          const call = callAt(mix(hash, 100 + i), hourMs, caller, model, trade, nowMs)
          if (call.counted > 0) visitor(call)
        }
      })
    }
  }

  return {
    visit(fromMs, untilMs, nowMs, visitor) {
      const floorMs = Math.floor(nowMs / DAY_MS - HISTORY_DAYS) * DAY_MS
      const firstMs = Math.max(floorTo(fromMs, HOUR_MS), floorMs)
      for (let hourMs = firstMs; hourMs < Math.min(untilMs, nowMs); hourMs += HOUR_MS) {
        visitHour(hourMs, nowMs, (call) => {
          if (call.atMs >= fromMs && call.atMs < untilMs) visitor(call)
        })
      }
    },
  }
}

/**
 * Calls an hour: people follow their team's day and now and then have a frantic one; machines keep their own
 * hours.
 */
function callerRate(root: number, caller: Caller, hourMs: number): number {
  if (!caller.person) {
    const hour = new Date(hourMs).getUTCHours()
    if (caller.name === 'nightly-summaries') return hour === 2 || hour === 3 ? 24 : 0
    return 1.5 + 4 * teamActivity(caller.account.team, hourMs)
  }
  const activity = teamActivity(caller.account.team, hourMs, caller.person.hoursShift)
  if (activity === 0) return 0
  const self = mix(root, 7_000 + caller.index)
  const frantic = share(self, Math.floor(hourMs / DAY_MS)) < 0.004 ? 6 : 1
  return profiles[caller.account.team.id].hourly * activity * (0.3 + 1.4 * share(self, -1)) * frantic
}

/** A caller has a first choice, a second, and leaves the other models alone. */
function modelShare(root: number, caller: Caller, model: number, menuLength: number): number {
  const first = mix(root, 9_000 + caller.index) % menuLength
  if (model === first) return 0.72
  return model === (first + 1) % menuLength ? 0.28 : 0
}

function callAt(
  hash: number,
  hourMs: number,
  caller: Caller,
  model: Model,
  trade: Trade,
  nowMs: number,
): Call {
  const atMs = hourMs + Math.floor(share(hash, 1) * HOUR_MS)
  const batch = caller.name === 'nightly-summaries'
  return {
    atMs,
    caller,
    model,
    batch,
    playground: caller.person !== null && share(hash, 2) < 0.06,
    meter: meterOf(hash, caller, trade),
    counted: trade.listsCalls ? listedAt(hash, atMs, nowMs) : countedAt(hash, atMs, nowMs),
  }
}

function meterOf(hash: number, caller: Caller, trade: Trade): Meter {
  const profile = profiles[caller.account.team.id]
  const requests = caller.person ? 1 : 4 + (mix(hash, 3) % 22)
  const spread = (key: number) =>
    Math.exp(1.6 * (share(hash, key) + share(hash, key + 1) + share(hash, key + 2) - 1.5))
  const inputTokens = requests * Math.max(12, Math.round(profile.input * spread(10)))
  const cacheReadTokens =
    share(hash, 4) < profile.cached ? Math.floor(inputTokens * (0.4 + 0.5 * share(hash, 5))) : 0
  const writes =
    trade.metersCacheWrites && cacheReadTokens > 0 ? Math.floor((inputTokens - cacheReadTokens) * 0.4) : 0
  return {
    requests,
    inputTokens,
    cacheReadTokens,
    cacheWrite5mTokens: caller.person ? writes : 0,
    cacheWrite1hTokens: caller.person ? 0 : writes,
    outputTokens: requests * Math.max(4, Math.round(profile.output * spread(20))),
    webSearches: trade.metersWebSearches && share(hash, 6) < 0.04 ? 1 + (mix(hash, 7) % 3) : 0,
  }
}

/** A list of calls has each of them once, after a minute or two. */
function listedAt(hash: number, atMs: number, nowMs: number): number {
  return nowMs < atMs + 20_000 + share(hash, 32) * 120_000 ? 0 : 1
}

/**
 * Most calls are counted within minutes; some arrive late, and some stand twice until the vendor notices. All
 * of it is over within 24 hours of the call, so a bucket is final 24 hours after it has closed.
 */
function countedAt(hash: number, atMs: number, nowMs: number): number {
  const late = share(hash, 30) < 0.05
  const reportedMs =
    atMs + (late ? 10 * MINUTE_MS + share(hash, 31) * 20 * HOUR_MS : 20_000 + share(hash, 32) * 120_000)
  if (nowMs < reportedMs) return 0
  const twice = share(hash, 33) < 0.03 && nowMs < atMs + 21 * HOUR_MS + share(hash, 34) * 2 * HOUR_MS
  return twice ? 2 : 1
}
