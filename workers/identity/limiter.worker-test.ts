import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keyPolicy } from '../../durable-objects/quota-book.ts'
import type { RateLimiter } from '../../durable-objects/rate-limiter.ts'
import type { Env } from '../environment.ts'
import { createLimiter, type Limiter, type Question } from './limiter.ts'

afterEach(() => vi.restoreAllMocks())

/** The object behind a name, every call of which is counted and may be held up. */
function counted(name: string) {
  const calls: string[] = []
  const stub = env.RATE_LIMITER.getByName(name)
  let gate: Promise<void> = Promise.resolve()
  const through = async <Value>(method: string, call: () => Promise<Value>): Promise<Value> => {
    calls.push(method)
    await gate
    return call()
  }
  const counting = {
    judge: (...args: Parameters<RateLimiter['judge']>) => through('judge', async () => stub.judge(...args)),
    giveBack: (...args: Parameters<RateLimiter['giveBack']>) =>
      through('giveBack', async () => stub.giveBack(...args)),
  }
  const hold = (until: Promise<void>): void => {
    gate = until
  }
  return { calls, hold, env: { ...env, RATE_LIMITER: { getByName: () => counting } } as unknown as Env }
}

const question = (quota: number, id = 'k'): Question => ({
  id,
  proofs: [`api_key:${id}`],
  charges: [{ subject: `api_key:${id}`, name: keyPolicy, quota, windowS: 60 }],
  changes: null,
})

const work = createExecutionContext()
const waitUntil = (promise: Promise<unknown>) => work.waitUntil(promise)

async function kinds(
  limiter: Limiter,
  name: string,
  over: Env,
  many: number,
  quota: number,
): Promise<string[]> {
  const asked = Array.from({ length: many }, () =>
    limiter.judge({ env: over, waitUntil }, { name, tenant: null }, question(quota)),
  )
  return (await Promise.all(asked)).map(({ kind }) => kind)
}

/** A machine that stands still for seconds makes no object one that does not answer: time is what a test says. */
function unhurried(): void {
  const timer = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, waitMs = 0) =>
    timer(run, waitMs < 1_000 ? waitMs : waitMs * 20)) as typeof setTimeout)
  vi.spyOn(Date, 'now').mockReturnValue(Date.now())
}

describe('requests that come together', () => {
  beforeEach(unhurried)

  it('share calls, one under way at a time, and the first of them pass', async () => {
    const { calls, env: over } = counted('together')
    const words = await kinds(createLimiter(), 'together', over, 200, 50)
    expect(words).toEqual([...Array(50).fill('passed'), ...Array(150).fill('refused')])
    expect(calls.length).toBeLessThanOrEqual(3)
  })

  it('are judged by a call that was made after they came', async () => {
    const { hold, env: over } = counted('after')
    const limiter = createLimiter()
    let release = (): void => undefined
    hold(
      new Promise((resolve) => {
        release = resolve
      }),
    )
    const first = kinds(limiter, 'after', over, 1, 100)
    await scheduler.wait(5)
    const later = kinds(limiter, 'after', over, 2, 100)
    const tenant = { orgId: 'nobody', region: env.REGION, plan: 'pro' } as const
    await env.RATE_LIMITER.getByName('after').changed(tenant, ['api_key:k'])
    release()
    expect(await later).toEqual(['revoked', 'revoked'])
    await first
  })
})

describe('a caller who sends very much', () => {
  beforeEach(unhurried)

  /** So many requests, one after another and so far apart, however slow the machine; the words of all. */
  async function stream(limiter: Limiter, name: string, over: Env, requests: number, apartMs = 1) {
    const words: string[] = []
    const startMs = Date.now()
    vi.spyOn(Date, 'now').mockImplementation(() => startMs + words.length * apartMs)
    while (words.length < requests) words.push(...(await kinds(limiter, name, over, 1, 10_000_000)))
    return words
  }

  it('has tokens taken in advance, of which none is lost', async () => {
    const { calls, env: over } = counted('busy')
    const limiter = createLimiter()
    const words = await stream(limiter, 'busy', over, 1500)
    expect(new Set(words)).toEqual(new Set(['passed']))
    const judged = calls.filter((call) => call === 'judge').length
    expect(judged).toBeLessThan(words.length - 200)
    await vi.waitFor(async () => {
      const uses = await env.RATE_LIMITER.getByName('busy').usageOf(['api_key:k'])
      expect(uses.get('api_key:k')?.requests).toBe(words.length)
    }, 15_000)
  })

  it('is judged by the object again as soon as what was taken is dropped', async () => {
    const { env: over } = counted('dropped')
    const limiter = createLimiter()
    await stream(limiter, 'dropped', over, 700)
    const tenant = { orgId: 'nobody', region: env.REGION, plan: 'pro' } as const
    await env.RATE_LIMITER.getByName('dropped').changed(tenant, ['api_key:k'])
    limiter.forget('dropped')
    expect(await kinds(limiter, 'dropped', over, 3, 100_000)).toEqual(['revoked', 'revoked', 'revoked'])
  })

  it('has nothing taken in advance for a caller who sends little', async () => {
    const { calls, env: over } = counted('calm')
    const words = await stream(createLimiter(), 'calm', over, 100, 7)
    expect(words).toEqual(Array(100).fill('passed'))
    expect(calls).toEqual(Array(100).fill('judge'))
  })
})

describe('an object that does not answer', () => {
  it('holds nobody up for longer than two seconds, and the next second asks nothing of it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    // The next second has not passed, however long a line of this takes.
    vi.spyOn(Date, 'now').mockReturnValue(Date.now())
    const { calls, hold, env: over } = counted('hanging')
    hold(new Promise(() => undefined))
    const limiter = createLimiter()
    // Timers of one thread go off in their order, however slow the machine is.
    const late = scheduler.wait(2_500).then(() => ['late'])
    expect(await Promise.race([kinds(limiter, 'hanging', over, 1, 10), late])).toEqual(['down'])
    expect(await kinds(limiter, 'hanging', over, 5, 10)).toEqual(Array(5).fill('down'))
    expect(calls).toHaveLength(1)
  })
})
