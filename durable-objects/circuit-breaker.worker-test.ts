import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { CircuitBreaker } from './circuit-breaker.ts'

const { CIRCUIT_BREAKER } = env as unknown as { CIRCUIT_BREAKER: DurableObjectNamespace<CircuitBreaker> }
const t0 = Date.parse('2026-11-20T12:00:00Z')

describe('CircuitBreaker', () => {
  it('remembers over an eviction that it is open, and until when', async () => {
    const breaker = CIRCUIT_BREAKER.getByName('us/openai')
    expect(await breaker.view(t0)).toEqual({ state: 'closed', failures: 0, openedAtMs: null })
    const changes = []
    for (let at = 0; at < 5; at++) {
      const permission = { allowed: true, retryAtMs: null, isTrial: false, change: null }
      expect(await breaker.permit(t0 + at)).toEqual(permission)
      changes.push(await breaker.record('failure', t0 + at))
    }
    expect(changes).toEqual([null, null, null, null, 'opened'])
    await evictDurableObject(breaker)
    expect(await breaker.permit(t0 + 5)).toEqual({
      allowed: false,
      retryAtMs: t0 + 30_004,
      isTrial: false,
      change: null,
    })
    expect(await breaker.view(t0 + 5)).toEqual({ state: 'open', failures: 5, openedAtMs: t0 + 4 })
  })

  it('gives one trial to many who ask at once, and closes when it succeeds', async () => {
    const breaker = CIRCUIT_BREAKER.getByName('us/anthropic')
    for (let at = 0; at < 5; at++) await breaker.record('failure', t0)
    const trialAtMs = t0 + 30_000
    const permits = await Promise.all(Array.from({ length: 8 }, () => breaker.permit(trialAtMs)))
    expect(permits.filter(({ allowed }) => allowed).length).toBe(1)
    expect(permits.filter(({ isTrial, change }) => isTrial && change === 'half_opened').length).toBe(1)
    expect(await breaker.record('success', trialAtMs + 1)).toBe('closed')
    expect(await breaker.view(trialAtMs + 1)).toEqual({ state: 'closed', failures: 0, openedAtMs: null })
  })

  it('keeps vendors apart', async () => {
    for (let at = 0; at < 5; at++) await CIRCUIT_BREAKER.getByName('us/a').record('failure', t0)
    expect((await CIRCUIT_BREAKER.getByName('us/a').permit(t0)).allowed).toBe(false)
    expect((await CIRCUIT_BREAKER.getByName('us/b').permit(t0)).allowed).toBe(true)
  })

  it('counts the failures of the last minute', async () => {
    const breaker = CIRCUIT_BREAKER.getByName('us/c')
    await breaker.record('failure', t0)
    await breaker.record('failure', t0 + 40_000)
    expect((await breaker.view(t0 + 59_999)).failures).toBe(2)
    expect((await breaker.view(t0 + 60_000)).failures).toBe(1)
  })
})
