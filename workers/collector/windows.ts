import type { Checkpoint, Stream as StreamRow } from '../../analytics/store/d1/collection.ts'
import { dayMs } from './moments.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import type { Stream } from './vendor.ts'

/** How far the reading of a stream has come. */
export type Standing = Pick<StreamRow, 'highWaterAtMs' | 'historyFromMs' | 'historyReadToMs' | 'checkpoint'>

type Spans = Pick<Stream, 'bucketMs' | 'overlapMs' | 'backfillMs' | 'windowMs'>

/**
 * What a stream declares, without the history that would be gone as soon as it is stored, and that the operator does not
 * want: `historyDays` is a whole number of days, and anything else no limit.
 */
export function keptBy<Declared extends Spans>(
  stream: Declared,
  retentionMs: number,
  historyDays: string,
): Declared {
  const wantedMs = /^[1-9]\d{0,4}$/.test(historyDays) ? Number(historyDays) * dayMs : retentionMs
  const backfillMs = Math.min(stream.backfillMs, Math.max(stream.overlapMs, Math.min(retentionMs, wantedMs)))
  return { ...stream, backfillMs }
}

/** How long the next window of history may be: twice as long after an empty one, as declared after any other. */
export function widthAfter(
  { windowMs, emptyWindowMs = windowMs }: Pick<Stream, 'windowMs' | 'emptyWindowMs'>,
  widthMs: number,
  isEmpty: boolean,
): number {
  return isEmpty ? Math.min(2 * widthMs, emptyWindowMs) : windowMs
}

/** Whether a vendor may say by a refusal of a window's first page that it has nothing as old as that. */
export function mayBeTooOld(failure: OutboundFailure, { part, page }: Checkpoint): boolean {
  if (part !== 'history' || page !== null) return false
  return failure.tag === 'gone' || (failure.tag === 'rejected' && [400, 422].includes(failure.status))
}

/** How long to make a window that was refused, to find where history begins to about a day; null when it is short. */
export function narrower(
  { windowMs, bucketMs }: Pick<Stream, 'windowMs' | 'bucketMs'>,
  { fromMs, toMs }: Pick<Checkpoint, 'fromMs' | 'toMs'>,
): number | null {
  const unitMs = bucketMs ?? 1
  const halfMs = Math.floor((toMs - fromMs) / 2 / unitMs) * unitMs
  return halfMs < Math.min(windowMs, dayMs) ? null : halfMs
}

/** The moment and the name of a reading that begins. */
export type Beginning = { nowMs: number; pass: string }

/**
 * The window to be read next, null when nothing is left: first the one that was cut off, then the present since the
 * last time (less the overlap), then history. Both go from the newest to the oldest, in windows that begin and end
 * where buckets do; only the newest ends now.
 */
export function nextWindow(
  standing: Standing,
  stream: Spans,
  { nowMs, pass }: Beginning,
  isPresentRead: boolean,
): Checkpoint | null {
  if (standing.checkpoint) return standing.checkpoint
  if (!isPresentRead) return windowBelow('present', nowMs, presentBottomMs(standing, stream, nowMs), nowMs)
  const { historyFromMs, historyReadToMs } = standing
  if (historyFromMs === null || historyReadToMs === null) return null
  const bottomMs = Math.max(historyFromMs, oldestMs(stream, nowMs))
  return historyReadToMs <= bottomMs ? null : windowBelow('history', historyReadToMs, bottomMs, nowMs)

  function windowBelow(part: Checkpoint['part'], toMs: number, bottomMs: number, topMs: number): Checkpoint {
    return { part, ...spanBelow(stream, toMs, bottomMs), page: null, pass, topMs, isWhole: true }
  }
}

/** How far the stream has come once a window was read to its end; `checkpoint` is then what comes next in its part. */
export function afterWindow(standing: Standing, stream: Spans, window: Checkpoint, pass: string): Standing {
  if (window.part === 'history') return { ...standing, historyReadToMs: window.fromMs, checkpoint: null }
  const bottomMs = presentBottomMs(standing, stream, window.topMs)
  if (window.fromMs > bottomMs) {
    const next = { ...window, ...spanBelow(stream, window.fromMs, bottomMs), page: null, pass, isWhole: true }
    return { ...standing, checkpoint: next }
  }
  return {
    highWaterAtMs: window.topMs,
    historyFromMs: standing.historyFromMs ?? Math.min(window.fromMs, oldestMs(stream, window.topMs)),
    historyReadToMs: standing.historyReadToMs ?? window.fromMs,
    checkpoint: null,
  }
}

/** The window after one of its pages. */
export function afterPage(window: Checkpoint, nextPage: string, isWhole: boolean): Checkpoint {
  return { ...window, page: nextPage, isWhole: window.isWhole && isWhole }
}

/** The same window from its first page, as another reading. */
export function fromItsStart(window: Checkpoint, pass: string): Checkpoint {
  return { ...window, page: null, pass, isWhole: true }
}

/** What a vendor forgot before it was read is history no longer. */
export function withoutForgotten(standing: Standing): Standing {
  return { ...standing, historyFromMs: standing.historyReadToMs }
}

/** The share of the history that is read, from 0 to 1; 1 when there is none. */
export function progressOf({ highWaterAtMs, historyFromMs, historyReadToMs }: Standing): number {
  if (highWaterAtMs === null) return 0
  if (historyFromMs === null || historyReadToMs === null || highWaterAtMs <= historyFromMs) return 1
  const left = Math.max(0, historyReadToMs - historyFromMs)
  return Math.max(0, 1 - left / (highWaterAtMs - historyFromMs))
}

/** Whether history is left to be read. */
export function isBehind(standing: Standing, stream: Spans, nowMs: number): boolean {
  return nextWindow(standing, stream, { nowMs, pass: '' }, true) !== null
}

/** Buckets that begin from here on are read again by the next run. */
export function readAgainFromMs(stream: Spans, topMs: number): number {
  return floorMs(stream, topMs - stream.overlapMs)
}

/**
 * Where the present begins: at the overlap before the last time, at first with the newest window. Lists, which go back
 * no time, are as they are now, and are read whole each time.
 */
function presentBottomMs({ highWaterAtMs }: Standing, stream: Spans, topMs: number): number {
  const bottomMs =
    highWaterAtMs === null
      ? ceilMs(stream, topMs - stream.windowMs)
      : floorMs(stream, highWaterAtMs - stream.overlapMs)
  return Math.min(topMs, Math.max(bottomMs, oldestMs(stream, topMs)))
}

function spanBelow(stream: Spans, toMs: number, bottomMs: number): { fromMs: number; toMs: number } {
  return { fromMs: Math.max(bottomMs, ceilMs(stream, toMs - stream.windowMs)), toMs }
}

const oldestMs = (stream: Spans, nowMs: number): number => ceilMs(stream, nowMs - stream.backfillMs)

const floorMs = ({ bucketMs }: Spans, atMs: number): number =>
  Math.floor(atMs / (bucketMs ?? 1)) * (bucketMs ?? 1)
const ceilMs = ({ bucketMs }: Spans, atMs: number): number =>
  Math.ceil(atMs / (bucketMs ?? 1)) * (bucketMs ?? 1)
