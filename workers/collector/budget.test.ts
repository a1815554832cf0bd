import { describe, expect, it } from 'vitest'
import { budget, runLimits } from './budget.ts'

describe('the budget of a run', () => {
  it('is spent by calls, each attempt one', () => {
    const run = budget(() => 0)
    for (let call = 1; call < runLimits.callsMax; call++) run.called()
    expect(run.isSpent()).toBe(false)
    run.called()
    expect(run.isSpent()).toBe(true)
  })

  it('is spent by pages, which cost calls of ours as well', () => {
    const few = { ...runLimits, pagesMax: 2 }
    const run = budget(() => 0, few as typeof runLimits)
    run.paged()
    expect([run.isSpent(), run.calls()]).toEqual([false, runLimits.callsPerPage])
    run.paged()
    expect(run.isSpent()).toBe(true)
  })

  it('is spent by time', () => {
    let nowMs = 0
    const run = budget(() => nowMs)
    nowMs = runLimits.runMs - 1
    expect(run.isSpent()).toBe(false)
    nowMs = runLimits.runMs
    expect(run.isSpent()).toBe(true)
  })
})
