import { batch, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import type { LiveFilter, LiveFrame } from '../../analytics/contract/live.ts'
import { liveNames } from './live-names.ts'
import { type LiveNotice, noticeOf } from './live-notices.ts'
import { LiveRate, rateSeconds } from './live-rate.ts'
import { type LiveState, openLiveSocket } from './live-socket.ts'

export const feedRowsMax = 500
const noticesMax = 5
const drawIntervalMs = 200
const announceIntervalMs = 15_000

/** A time without a connection. Units: epoch milliseconds; `backAtMs` is null while it lasts. */
export type LiveBreak = { readonly lostAtMs: number; readonly backAtMs: number | null }

/** Events that were left out, and about when they came. Units: epoch milliseconds. */
export type LiveGap = { readonly events: number; readonly fromMs: number; readonly toMs: number }

export type LiveFeed = {
  readonly state: { readonly value: LiveState }
  /** Newest first, at most `feedRowsMax`. */
  readonly rows: ReadonlySignal<readonly AegisEvent[]>
  readonly paused: ReadonlySignal<boolean>
  /** Arrived while paused. */
  readonly waiting: ReadonlySignal<number>
  /** The last time without a connection, until it is waved away. */
  readonly lastBreak: ReadonlySignal<LiveBreak | null>
  /** What the server left out, because this reader was too slow or away for too long. */
  readonly gap: ReadonlySignal<LiveGap | null>
  /** Alerts and circuits that changed, newest first. */
  readonly notices: ReadonlySignal<readonly LiveNotice[]>
  readonly perSecond: ReadonlySignal<number>
  /** Events of each of the last `rateSeconds` seconds, the newest last. */
  readonly rates: ReadonlySignal<readonly number[]>
  /** A sentence now and then for those who listen to the page. */
  readonly announcement: ReadonlySignal<string>
  pause(): void
  resume(): void
  clear(): void
  /** Takes what was said of breaks, gaps and notices off the page. */
  dismiss(): void
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

/** Two gaps as one, from the earlier to the later. */
export function joined(before: LiveGap | null, next: LiveGap): LiveGap {
  if (before === null) return next
  return {
    events: before.events + next.events,
    fromMs: Math.min(before.fromMs, next.fromMs),
    toMs: Math.max(before.toMs, next.toMs),
  }
}

/** What happens now, drawn a few times a second however fast it comes. */
export function liveFeed(filter: LiveFilter): LiveFeed {
  const rows = signal<readonly AegisEvent[]>([])
  const paused = signal(false)
  const waiting = signal(0)
  const lastBreak = signal<LiveBreak | null>(null)
  const gap = signal<LiveGap | null>(null)
  const notices = signal<readonly LiveNotice[]>([])
  const perSecond = signal(0)
  const rates = signal<readonly number[]>(Array.from({ length: rateSeconds }, () => 0))
  const announcement = signal('')
  const rate = new LiveRate()
  const names = liveNames()
  let buffer: AegisEvent[] = []
  let unannounced = { events: 0, violations: 0 }
  let heardAtMs = Date.now()
  let drawnAtMs = 0
  let drawRequest = 0

  const socket = openLiveSocket(filter, (frame) => {
    const nowMs = Date.now()
    const lastHeardAtMs = heardAtMs
    heardAtMs = nowMs
    if (frame.type === 'gap') {
      const fromMs = Math.min(lastHeardAtMs, lastBreak.value?.lostAtMs ?? lastHeardAtMs)
      gap.value = joined(gap.value, { events: frame.to - frame.from + 1, fromMs, toMs: nowMs })
    }
    const notice = noticeOf(frame, nowMs)
    if (notice !== null) notices.value = [notice, ...notices.value].slice(0, noticesMax)
    const arrived = eventsOf(frame).map(names.named)
    if (arrived.length === 0) return
    rate.add(Math.floor(nowMs / 1000), arrived.length)
    unannounced.events += arrived.length
    unannounced.violations += arrived.filter((event) => event.violation_type !== null).length
    // A hidden tab draws nothing: what would fall off anyway is not kept for it.
    buffer = [...buffer, ...arrived].slice(-feedRowsMax)
    if (paused.value) waiting.value += arrived.length
    else requestDraw()
  })

  const stopNaming = effect(() => {
    if (names.known.value.size > 0) rows.value = rows.peek().map(names.named)
  })
  let wasLive = false
  const stopWatching = effect(() => {
    const isLive = socket.state.value === 'live'
    if (wasLive === isLive) return
    wasLive = isLive
    const nowMs = Date.now()
    const before = lastBreak.peek()
    if (!isLive) lastBreak.value = { lostAtMs: heardAtMs, backAtMs: null }
    else if (before !== null && before.backAtMs === null) lastBreak.value = { ...before, backAtMs: nowMs }
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
    const nowS = Math.floor(Date.now() / 1000)
    batch(() => {
      perSecond.value = rate.perSecond(nowS)
      if (document.visibilityState === 'visible') rates.value = rate.seconds(nowS)
    })
  }, 1_000)

  const announceTimer = setInterval(() => {
    const { events, violations } = unannounced
    unannounced = { events: 0, violations: 0 }
    if (events > 0) announcement.value = `${events} new events, ${violations} with a violation.`
  }, announceIntervalMs)

  function dismiss(): void {
    batch(() => {
      lastBreak.value = socket.state.value === 'live' ? null : lastBreak.value
      gap.value = null
      notices.value = []
    })
  }

  return {
    ...{
      state: socket.state,
      rows,
      paused,
      waiting,
      lastBreak,
      gap,
      notices,
      perSecond,
      rates,
      announcement,
    },
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
        dismiss()
      })
    },
    dismiss,
    dispose() {
      stopWatching()
      stopNaming()
      names.dispose()
      socket.close()
      cancelAnimationFrame(drawRequest)
      clearInterval(rateTimer)
      clearInterval(announceTimer)
    },
  }
}
