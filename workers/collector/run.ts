import type { Credential, DueStream, Stream as StreamRow } from '../../analytics/store/d1/collection.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Env } from '../environment.ts'
import type { Budget } from './budget.ts'
import { failureMessage, type OutboundFailure } from './outbound-failure.ts'
import type { Stream, Vendor } from './vendor.ts'

/**
 * Why a run ended before all was read. `paused`: it used what one run may use, or the vendor wants a long pause, and the
 * next goes on from there. `history_ends`: the vendor refused all that is older, so that all is read that there is.
 */
export type Ending =
  | { kind: 'vendor'; failure: OutboundFailure }
  | { kind: 'log_full'; retryAfterS: number }
  | { kind: 'lease_lost' }
  | { kind: 'paused'; dueInMs: number }
  | { kind: 'history_ends'; atMs: number | null; told: string }
  | { kind: 'unreadable' }
  | { kind: 'broken' }

/** What a run has read. Units: rows and pages. */
type Tally = { pulled: number; skipped: number; pages: number }

/** One run: a stream of a credential under a lease. */
export type Run = {
  id: string
  env: Env
  place: Place
  due: DueStream
  vendor: Vendor
  stream: Stream
  credential: Credential
  row: StreamRow
  tally: Tally
  budget: Budget
  /** What the vendor wants between two calls. */
  paceMs: number
  startedAtMs: number
}

/** The ending in a sentence for people; null when there is nothing to say. */
export function endingMessage(ending: Ending): string | null {
  switch (ending.kind) {
    case 'vendor':
      return failureMessage(ending.failure)
    case 'log_full':
      return 'The event log is full; collection goes on when it has drained.'
    case 'lease_lost':
      return 'Another run took over.'
    case 'paused':
      return null
    case 'history_ends':
      return `The vendor gives nothing before ${new Date(ending.atMs ?? 0).toISOString().slice(0, 16)}Z. ${ending.told}`
    case 'unreadable':
      return 'The credential cannot be opened with the keys at hand.'
    case 'broken':
      return 'Something failed on our side; it is tried again.'
  }
}
