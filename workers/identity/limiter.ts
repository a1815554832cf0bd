import { errorText } from '../../analytics/store/error-text.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Charge, Standing } from '../../durable-objects/quota-book.ts'
import type { Ask, Verdict } from '../../durable-objects/rate-limiter.ts'
import { leaseMs } from '../../durable-objects/sliding-window.ts'
import type { Env } from '../environment.ts'

/** Whose request it is and what it uses up; `id` is one for all requests that ask the same. */
export type Question = Pick<Ask, 'proofs' | 'charges' | 'changes'> & { id: string }

/** Which object is asked. */
export type Target = { name: string; tenant: Tenant | null }

type Asking = { env: Env; waitUntil: (work: Promise<unknown>) => void }

/** What the limiter says of one request. */
export type Word =
  | {
      kind: 'passed' | 'refused'
      changes: number
      standings: readonly Standing[]
      violated: readonly string[]
      retryAfterS: number
    }
  | { kind: 'stale'; changes: number }
  | { kind: 'revoked' }
  | { kind: 'down' }

/** Tokens that were taken in advance, by who was loaded under the changes `askedUnder`. */
type Lease = {
  left: number
  untilMs: number
  atMs: number
  askedUnder: number | null
  changes: number
  standings: readonly Standing[]
}
type Tempo = { sinceMs: number; count: number; before: number }
type Waiter = { question: Question; word: Word | null }

/** One object as an isolate sees it: at most one call is under way, and who comes meanwhile shares the next. */
type Line = {
  waiting: Waiter[]
  ledSinceMs: number | null
  downUntilMs: number
  leases: Map<string, Lease>
  tempos: Map<string, Tempo>
}

/** From this many requests of one caller within a lease's time on, tokens are taken in advance: 160 a second. */
const busyFrom = 40
const callMsMax = 2_000
/** A request that was cut off never ends its turn; whoever waited this long takes it. */
const turnMsMax = 2_500
const lookMs = 1
const downMs = 1_000
const rememberedMax = 10_000

export type Limiter = {
  judge(asking: Asking, target: Target, question: Question): Promise<Word>
  /** Drops what was taken in advance, so that the next request is judged by the object itself. */
  forget(name: string): void
}

/** What an isolate asks the rate limiters with. */
export function createLimiter(): Limiter {
  const lines = new Map<string, Line>()
  const lineOf = (name: string): Line => {
    const known = lines.get(name)
    if (known) return known
    if (lines.size >= rememberedMax) lines.clear()
    const line = { waiting: [], ledSinceMs: null, downUntilMs: 0, leases: new Map(), tempos: new Map() }
    lines.set(name, line)
    return line
  }

  async function ask(
    asking: Asking,
    target: Target,
    line: Line,
    question: Question,
    ahead: number,
  ): Promise<Word> {
    if (isLed(line)) {
      const word = await turn(line, question)
      if (word !== 'lead') return word
    }
    return lead(asking, target, line, question, ahead)
  }

  return {
    async judge(asking, target, question) {
      const line = lineOf(target.name)
      const nowMs = Date.now()
      const ahead = tempoOf(line, question.id, nowMs)
      const leased = fromLease(line, question, nowMs)
      if (leased !== null) return leased
      if (nowMs < line.downUntilMs) return { kind: 'down' }
      const word = ask(asking, target, line, question, ahead)
      // Others may wait for this one; it goes on when its own client has gone.
      asking.waitUntil(word)
      return word
    },
    forget: (name) => lines.get(name)?.leases.clear(),
  }
}

/** Counts a request and gives how many to take in advance. */
function tempoOf(line: Line, id: string, nowMs: number): number {
  const tempo = line.tempos.get(id) ?? { sinceMs: nowMs, count: 0, before: 0 }
  if (nowMs - tempo.sinceMs >= leaseMs) {
    tempo.before = nowMs - tempo.sinceMs < 2 * leaseMs ? tempo.count : 0
    tempo.count = 0
    tempo.sinceMs = nowMs
  }
  tempo.count += 1
  if (line.tempos.size >= rememberedMax) line.tempos.clear()
  line.tempos.set(id, tempo)
  return tempo.before >= busyFrom ? tempo.before : 0
}

function fromLease(line: Line, { id, changes }: Question, nowMs: number): Word | null {
  const lease = line.leases.get(id)
  if (!lease || lease.left === 0 || nowMs >= lease.untilMs || lease.askedUnder !== changes) return null
  lease.left -= 1
  return { kind: 'passed', changes: lease.changes, standings: lease.standings, violated: [], retryAfterS: 0 }
}

/** Whether a call is under way; one whose request was cut off is not waited for. */
const isLed = ({ ledSinceMs }: Line): boolean => ledSinceMs !== null && Date.now() - ledSinceMs < turnMsMax

/**
 * Waits for the answer of the next call, or for the turn to make it. It looks again and again: a promise that another
 * request resolves sometimes goes on in the wrong request and breaks both (workerd 1.20261102, at 1,000 requests a
 * second, November 2026).
 */
async function turn(line: Line, question: Question): Promise<Word | 'lead'> {
  const waiter: Waiter = { question, word: null }
  line.waiting.push(waiter)
  while (waiter.word === null && isLed(line)) await scheduler.wait(lookMs)
  if (waiter.word !== null) return waiter.word
  line.waiting = line.waiting.filter((other) => other !== waiter)
  return 'lead'
}

/** Makes the next call, for everybody who waits by now, and passes the turn on. */
async function lead(asking: Asking, target: Target, line: Line, own: Question, ahead: number): Promise<Word> {
  const sentAtMs = Date.now()
  line.ledSinceMs = sentAtMs
  const mine: Waiter = { question: own, word: null }
  const groups = grouped([mine, ...line.waiting.splice(0)])
  const asks = groups.map(([first, ...rest]): Ask => {
    const { id, proofs, charges, changes } = first.question
    const count = 1 + rest.length
    return { proofs, charges, changes, count, ahead: id === own.id ? ahead : 0, unused: leftOver(line, id) }
  })
  const stub = asking.env.RATE_LIMITER.getByName(target.name)
  const judgement = await within(callMsMax, stub.judge(target.tenant, asks))
  if (judgement === null) line.downUntilMs = Date.now() + downMs
  for (const [index, group] of groups.entries()) {
    const verdict = judgement?.verdicts[index]
    const changes = judgement?.changes ?? 0
    tell(group, verdict, changes)
    if (verdict?.kind !== 'judged' || verdict.leased === 0) continue
    const { leased: left, atMs, standings } = verdict
    const { id, charges, changes: askedUnder } = group[0].question
    const lease = { left, untilMs: sentAtMs + leaseMs, atMs, askedUnder, changes, standings }
    if (line.leases.size >= rememberedMax) line.leases.clear()
    line.leases.set(id, lease)
    asking.waitUntil(giveBack(asking, target, line, id, lease, charges))
  }
  line.ledSinceMs = null
  return mine.word ?? { kind: 'down' }
}

type Group = [Waiter, ...Waiter[]]

function grouped(waiters: readonly Waiter[]): Group[] {
  const groups = new Map<string, Group>()
  for (const waiter of waiters) {
    const key = `${waiter.question.changes} ${waiter.question.id}`
    const group = groups.get(key)
    if (group) group.push(waiter)
    else groups.set(key, [waiter])
  }
  return [...groups.values()]
}

/** The first of a group pass, as many as were granted. */
function tell(group: Group, verdict: Verdict | undefined, changes: number): void {
  for (const [index, waiter] of group.entries()) {
    if (verdict === undefined) waiter.word = { kind: 'down' }
    else if (verdict.kind === 'stale') waiter.word = { kind: 'stale', changes }
    else if (verdict.kind === 'revoked') waiter.word = { kind: 'revoked' }
    else {
      const { granted, standings, violated, retryAfterS } = verdict
      const kind = index < granted ? 'passed' : 'refused'
      waiter.word = { kind, changes, standings, violated, retryAfterS }
    }
  }
}

function leftOver(line: Line, id: string): Ask['unused'] {
  const lease = line.leases.get(id)
  return lease ? takenBack(line, id, lease) : null
}

/** Ends a lease; what it still held. */
function takenBack(line: Line, id: string, lease: Lease): Ask['unused'] {
  const { left: count, atMs } = lease
  lease.left = 0
  if (line.leases.get(id) === lease) line.leases.delete(id)
  return count === 0 ? null : { count, atMs }
}

/** Gives a lease's rest back when nobody asked again until its end. */
async function giveBack(
  { env }: Asking,
  { name }: Target,
  line: Line,
  id: string,
  lease: Lease,
  charges: readonly Charge[],
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, leaseMs))
  const unused = takenBack(line, id, lease)
  if (unused === null) return
  await within(callMsMax, env.RATE_LIMITER.getByName(name).giveBack(charges, unused))
}

/** The answer of a call, or null when it fails or takes too long. */
async function within<T>(limitMs: number, call: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | null = null
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs)
  })
  try {
    return await Promise.race([call, late])
  } catch (error) {
    console.error('rate limiter was not reached', errorText(error))
    return null
  } finally {
    if (timer !== null) clearTimeout(timer)
  }
}
