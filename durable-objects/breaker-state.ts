/**
 * State of a circuit breaker, given back as it is when nothing changed: closed while `openedAtMs` is null, else open until `retryAtMs`. A trial is out while
 * `trial` is true; `retryAtMs` is then when it counts as lost. Units: epoch milliseconds.
 */
export type BreakerState = {
  failedAtMs: readonly number[]
  openedAtMs: number | null
  retryAtMs: number
  trial: boolean
}

type Permit = { allowed: boolean; retryAtMs: number | null }

/** What happened to a circuit. `half_opened`: one call is let through as a trial. */
export type BreakerChange = 'opened' | 'half_opened' | 'closed'

/** A permit, whether it is the one trial of an open circuit, and what asking for it changed. */
export type Permission = Permit & { isTrial: boolean; change: BreakerChange | null }

/** A circuit as people see it. Units: epoch milliseconds. */
export type BreakerView = {
  state: 'closed' | 'open' | 'half_open'
  failures: number
  openedAtMs: number | null
}

const failuresMax = 5
const windowMs = 60_000
const openMs = 30_000
/** Longer than any call with its retries. */
const trialMs = 120_000

export const closedBreaker: BreakerState = { failedAtMs: [], openedAtMs: null, retryAtMs: 0, trial: false }

/** Whether a call may be made. After the open time one caller gets through; a trial never reported frees itself. */
export function permit(state: BreakerState, nowMs: number): { state: BreakerState; permit: Permit } {
  if (state.openedAtMs === null) return { state, permit: { allowed: true, retryAtMs: null } }
  if (nowMs < state.retryAtMs) return { state, permit: { allowed: false, retryAtMs: state.retryAtMs } }
  return {
    state: { ...state, retryAtMs: nowMs + trialMs, trial: true },
    permit: { allowed: true, retryAtMs: null },
  }
}

/**
 * What a call's end changes. Five failures within a minute open the circuit. While it is open, only the trial
 * counts: calls that were under way when it opened change nothing.
 */
export function record(state: BreakerState, outcome: 'success' | 'failure', nowMs: number): BreakerState {
  if (state.openedAtMs !== null) {
    if (!state.trial) return state
    return outcome === 'success' ? closedBreaker : opened(state.failedAtMs, nowMs)
  }
  if (outcome === 'success') return state
  const failedAtMs = [...recent(state, nowMs), nowMs].slice(-failuresMax)
  return failedAtMs.length < failuresMax ? { ...state, failedAtMs } : opened(failedAtMs, nowMs)
}

/** What became of a circuit between two of its states. */
export function changeOf(before: BreakerState, after: BreakerState): BreakerChange | null {
  if (after.openedAtMs === null) return before.openedAtMs === null ? null : 'closed'
  if (before.openedAtMs !== after.openedAtMs) return 'opened'
  return after.trial && !before.trial ? 'half_opened' : null
}

/** Failures that still count. */
export function recent({ failedAtMs }: BreakerState, nowMs: number): number[] {
  return failedAtMs.filter((atMs) => nowMs - atMs < windowMs)
}

export function stateName(state: BreakerState, nowMs: number): 'closed' | 'open' | 'half_open' {
  if (state.openedAtMs === null) return 'closed'
  return state.trial || nowMs >= state.retryAtMs ? 'half_open' : 'open'
}

function opened(failedAtMs: readonly number[], nowMs: number): BreakerState {
  return { failedAtMs, openedAtMs: nowMs, retryAtMs: nowMs + openMs, trial: false }
}
