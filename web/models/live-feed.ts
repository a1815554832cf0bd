import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import type { LiveFilter, LiveFrame } from '../../analytics/contract/live.ts'
import { type LiveState, openLiveSocket } from './live-socket.ts'

export const feedRowsMax = 500
const drawIntervalMs = 200
const rateWindowMs = 10_000
const announceIntervalMs = 15_000

export type LiveFeed = {
  readonly state: { readonly value: LiveState }
  /** Newest first, at most `feedRowsMax`. */
  readonly rows: ReadonlySignal<readonly AegisEvent[]>
  readonly paused: ReadonlySignal<boolean>
  /** Arrived while paused. */
  readonly waiting: ReadonlySignal<number>
  /** Left out by the server because this reader was too slow or was away for too long. */
  readonly skipped: ReadonlySignal<number>
  readonly perSecond: ReadonlySignal<number>
  /** A sentence now and then for those who listen to the page. */
  readonly announcement: ReadonlySignal<string>
  pause(): void
  resume(): void
  clear(): void
  dispose(): void
}

/** New events on top of the old ones, newest first, the oldest falling off. */
export function admit(
  rows: readonly AegisEvent[],
  arrived: readonly AegisEvent[],
  rowsMax: number,
): readonly AegisEvent[] {
  return [...arrived.slice(-rowsMax).reverse(), ...rows].slice(0, rowsMax)
}

/** Events of a frame, oldest first. */
export function eventsOf(frame: LiveFrame): readonly AegisEvent[] {
  if (frame.type === 'event') return [frame.event]
  return frame.type === 'events' ? frame.events : []
}

/** What happens now, drawn a few times a second however fast it comes. */
export function liveFeed(filter: LiveFilter): LiveFeed {
  const rows = signal<readonly AegisEvent[]>([])
  const paused = signal(false)
  const waiting = signal(0)
  const skipped = signal(0)
  const perSecond = signal(0)
  const announcement = signal('')
  let buffer: AegisEvent[] = []
  let arrivals: { atMs: number; count: number }[] = []
  let unannounced = { events: 0, violations: 0 }
  let drawnAtMs = 0
  let drawRequest = 0

  const socket = openLiveSocket(filter, (frame) => {
    if (frame.type === 'gap') skipped.value += frame.to - frame.from + 1
    const arrived = eventsOf(frame)
    if (arrived.length === 0) return
    arrivals.push({ atMs: Date.now(), count: arrived.length })
    unannounced.events += arrived.length
    unannounced.violations += arrived.filter((event) => event.violation_type !== null).length
    // A hidden tab draws nothing: what would fall off anyway is not kept for it.
    buffer = [...buffer, ...arrived].slice(-feedRowsMax)
    if (paused.value) waiting.value += arrived.length
    else requestDraw()
  })

  function requestDraw(): void {
    if (drawRequest === 0) drawRequest = requestAnimationFrame(draw)
  }

  function draw(atMs: number): void {
    drawRequest = 0
    if (paused.value) return
    if (atMs - drawnAtMs < drawIntervalMs) {
      requestDraw()
      return
    }
    drawnAtMs = atMs
    rows.value = admit(rows.value, buffer, feedRowsMax)
    buffer = []
  }

  const rateTimer = setInterval(() => {
    const sinceMs = Date.now() - rateWindowMs
    arrivals = arrivals.filter(({ atMs }) => atMs >= sinceMs)
    perSecond.value = arrivals.reduce((sum, { count }) => sum + count, 0) / (rateWindowMs / 1000)
  }, 1_000)

  const announceTimer = setInterval(() => {
    const { events, violations } = unannounced
    unannounced = { events: 0, violations: 0 }
    if (events > 0) announcement.value = `${events} new events, ${violations} with a violation.`
  }, announceIntervalMs)

  return {
    state: socket.state,
    rows,
    paused,
    waiting,
    skipped,
    perSecond,
    announcement,
    pause() {
      paused.value = true
    },
    resume() {
      batch(() => {
        paused.value = false
        waiting.value = 0
      })
      requestDraw()
    },
    clear() {
      buffer = []
      batch(() => {
        rows.value = []
        waiting.value = 0
        skipped.value = 0
      })
    },
    dispose() {
      socket.close()
      cancelAnimationFrame(drawRequest)
      clearInterval(rateTimer)
      clearInterval(announceTimer)
    },
  }
}
