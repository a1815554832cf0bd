import { describe, expect, it } from 'vitest'
import {
  type BreakerState,
  changeOf,
  closedBreaker,
  permit,
  recent,
  record,
  stateName,
} from './breaker-state.ts'

const t0 = 1_000_000
const fail = (state: BreakerState, ...atMs: number[]) =>
  atMs.reduce((before, at) => record(before, 'failure', at), state)
const five = [t0, t0 + 1, t0 + 2, t0 + 3, t0 + 4] as const
const open = fail(closedBreaker, ...five)
const openedAtMs = t0 + 4
const trialAtMs = openedAtMs + 30_000
const trial = permit(open, trialAtMs).state

describe('a circuit breaker', () => {
  it('lets calls pass while closed', () => {
    expect(permit(closedBreaker, t0)).toEqual({
      state: closedBreaker,
      permit: { allowed: true, retryAtMs: null },
    })
    const four = fail(closedBreaker, ...five.slice(1))
    expect([stateName(four, t0 + 5), permit(four, t0 + 5).permit.allowed]).toEqual(['closed', true])
  })

  it('opens at the fifth failure, for 30 seconds', () => {
    expect(stateName(open, openedAtMs)).toBe('open')
    expect(open.openedAtMs).toBe(openedAtMs)
    const denied = { allowed: false, retryAtMs: trialAtMs }
    expect(permit(open, openedAtMs).permit).toEqual(denied)
    expect(permit(open, trialAtMs - 1).permit).toEqual(denied)
  })

  it('counts failures within 60 seconds only', () => {
    const at = (lastMs: number) => stateName(fail(closedBreaker, t0, t0, t0, t0, lastMs), lastMs)
    expect(at(t0 + 59_999)).toBe('open')
    expect(at(t0 + 60_000)).toBe('closed')
  })

  it('forgets failures as they grow old', () => {
    const state = fail(closedBreaker, t0, t0 + 50_000)
    expect(recent(state, t0 + 59_999)).toEqual([t0, t0 + 50_000])
    expect(recent(state, t0 + 60_000)).toEqual([t0 + 50_000])
  })

  it('does not let successes in between hide failures', () => {
    const four = fail(closedBreaker, ...five.slice(1))
    expect(stateName(fail(record(four, 'success', t0 + 5), t0 + 6), t0 + 6)).toBe('open')
  })

  it('counts no success as a failure, and is given back as it was', () => {
    const four = fail(closedBreaker, ...five.slice(1))
    expect(record(four, 'success', t0 + 5)).toBe(four)
  })

  it('remembers no more failures than open it', () => {
    const again = fail(permit(open, trialAtMs).state, trialAtMs + 1)
    expect(again.failedAtMs).toEqual(five)
    expect(closedBreaker.trial).toBe(false)
  })

  it('lets exactly one trial through afterwards', () => {
    expect(stateName(open, trialAtMs)).toBe('half_open')
    expect(permit(open, trialAtMs).permit).toEqual({ allowed: true, retryAtMs: null })
    expect(stateName(trial, trialAtMs)).toBe('half_open')
    expect(permit(trial, trialAtMs).permit).toEqual({ allowed: false, retryAtMs: trialAtMs + 120_000 })
  })

  it('closes when the trial succeeds', () => {
    expect(record(trial, 'success', trialAtMs + 5)).toEqual(closedBreaker)
  })

  it('opens again when the trial fails', () => {
    const again = record(trial, 'failure', trialAtMs + 5)
    expect(permit(again, trialAtMs + 6).permit).toEqual({ allowed: false, retryAtMs: trialAtMs + 30_005 })
    expect(stateName(again, trialAtMs + 6)).toBe('open')
  })

  it('lets another trial through when the first is never reported', () => {
    const lostAtMs = trialAtMs + 120_000
    expect(permit(trial, lostAtMs - 1).permit.allowed).toBe(false)
    expect(permit(trial, lostAtMs).permit.allowed).toBe(true)
    expect(permit(permit(trial, lostAtMs).state, lostAtMs).permit.allowed).toBe(false)
  })

  it('stays open whatever calls report that began before it opened', () => {
    expect(record(open, 'success', openedAtMs + 1)).toBe(open)
    expect(record(open, 'failure', openedAtMs + 1)).toBe(open)
  })

  it('tells each change once: opened, half opened by the trial, closed or opened again', () => {
    const four = fail(closedBreaker, ...five.slice(1))
    expect(changeOf(closedBreaker, four)).toBeNull()
    expect(changeOf(four, fail(four, t0 + 5))).toBe('opened')
    expect(changeOf(open, record(open, 'failure', openedAtMs + 1))).toBeNull()
    expect(changeOf(open, permit(open, trialAtMs - 1).state)).toBeNull()
    expect(changeOf(open, trial)).toBe('half_opened')
    expect(changeOf(trial, permit(trial, trialAtMs + 120_000).state)).toBeNull()
    expect(changeOf(trial, record(trial, 'success', trialAtMs + 1))).toBe('closed')
    expect(changeOf(trial, record(trial, 'failure', trialAtMs + 1))).toBe('opened')
    expect(changeOf(closedBreaker, record(closedBreaker, 'success', t0))).toBeNull()
  })
})
