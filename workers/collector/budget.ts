/**
 * What one run may use before it hands over to the next. The platform gives an invocation 1,000 calls where it gives
 * least, and a queue consumer 15 minutes; a page that is being read may go on after either limit here is reached.
 */
export const runLimits = {
  /** Calls to vendors, each attempt, and `callsPerPage` of our own for each page. */
  callsMax: 700,
  pagesMax: 150,
  runMs: 8 * 60_000,
  /** A permit, the log, D1's batch of two, the store's word on an ended reading, and an inventory of people. */
  callsPerPage: 6,
} as const

/** Counts what a run uses. Units: milliseconds. */
export type Budget = {
  /** One call to the vendor. */
  called(): void
  /** One page was read. */
  paged(): void
  isSpent(): boolean
  calls(): number
}

export function budget(nowMs: () => number, limits: typeof runLimits = runLimits): Budget {
  const untilMs = nowMs() + limits.runMs
  let calls = 0
  let pages = 0
  return {
    called: () => {
      calls += 1
    },
    paged: () => {
      pages += 1
      calls += limits.callsPerPage
    },
    isSpent: () => calls >= limits.callsMax || pages >= limits.pagesMax || nowMs() >= untilMs,
    calls: () => calls,
  }
}
