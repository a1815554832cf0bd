import { computed, signal } from '@preact/signals'
import type { LiveFilter, LiveFrame } from '../../analytics/contract/live.ts'
import { heartbeatIntervalMs, unreadBytesMax } from '../../analytics/contract/live.ts'
import { api } from '../lib/api.ts'

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline'

export type LiveSocket = {
  readonly state: { readonly value: LiveState }
  close(): void
}

const backoffFirstMs = 1_000
const backoffMaxMs = 30_000
const silenceMaxMs = heartbeatIntervalMs * 2.5
const closedUnauthenticated = 1008
/** How often the server is told that what it sent was read, while something comes. */
const readIntervalMs = 5_000
const readMessage = 'ping'
const readAnswer = 'pong'

/** Waiting time before the given attempt: doubling, capped, and spread so that consoles do not return as one. */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(backoffMaxMs, backoffFirstMs * 2 ** Math.max(0, attempt - 1))
  return Math.round(ceiling * (0.5 + random / 2))
}

/** The address of the live feed, resuming behind `cursor` when one is known. */
export function liveUrl(origin: string, filter: LiveFilter, cursor: number | null): string {
  const url = new URL('/ws/events', origin)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  if (filter.severity !== null) url.searchParams.set('severity', filter.severity)
  if (filter.vendorId !== null) url.searchParams.set('vendor_id', filter.vendorId)
  if (filter.onlyViolations) url.searchParams.set('only_violations', 'true')
  if (cursor !== null) url.searchParams.set('cursor', String(cursor))
  return url.href
}

/** Keeps a live connection open: resumes after a break without a gap or a repeat, and says how it stands. */
export function openLiveSocket(filter: LiveFilter, onFrame: (frame: LiveFrame) => void): LiveSocket {
  const phase = signal<'connecting' | 'live' | 'reconnecting'>('connecting')
  const online = signal(navigator.onLine)
  let socket: WebSocket | null = null
  let cursor: number | null = null
  let attempt = 0
  let closed = false
  let hasRead = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let silenceTimer: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    clearTimeout(retryTimer)
    if (closed || socket !== null || !online.value) return
    const opened = new WebSocket(liveUrl(window.location.origin, filter, cursor))
    socket = opened
    listenForSilence()
    let unsaid = 0
    opened.onmessage = ({ data }) => {
      if (socket !== opened || typeof data !== 'string') return
      unsaid += data.length
      listenForSilence()
      if (data === readAnswer) return
      const frame = JSON.parse(data) as LiveFrame
      attempt = 0
      hasRead = true
      phase.value = 'live'
      cursor = frame.type === 'gap' ? frame.to : frame.cursor
      onFrame(frame)
      if (frame.type !== 'heartbeat' && unsaid < unreadBytesMax / 64) return
      unsaid = 0
      opened.send(JSON.stringify({ type: 'ack', cursor }))
    }
    opened.onclose = ({ code }) => {
      if (socket === opened) lost(code)
    }
  }

  function lost(code: number | null): void {
    clearTimeout(silenceTimer)
    const dead = socket
    socket = null
    dead?.close()
    if (closed) return
    attempt += 1
    phase.value = 'reconnecting'
    if (code === closedUnauthenticated) void renewThenConnect()
    else retryLater()
  }

  async function renewThenConnect(): Promise<void> {
    try {
      // The cookie has run out. A call that needs it renews it, or leads to the sign-in page.
      await api('GET /auth/me')
    } catch {
      if (closed) return
    }
    retryLater()
  }

  function retryLater(): void {
    retryTimer = setTimeout(connect, backoffMs(attempt, Math.random()))
  }

  function listenForSilence(): void {
    clearTimeout(silenceTimer)
    silenceTimer = setTimeout(() => lost(null), silenceMaxMs)
  }

  function onOnline(): void {
    online.value = true
    connect()
  }

  function onOffline(): void {
    online.value = false
    lost(null)
  }

  // A page that is too busy to come here has not read either, and the server then sends no more than it can keep.
  const readTimer = setInterval(() => {
    if (!hasRead || socket?.readyState !== WebSocket.OPEN) return
    hasRead = false
    socket.send(readMessage)
  }, readIntervalMs)

  window.addEventListener('online', onOnline)
  window.addEventListener('offline', onOffline)
  connect()

  return {
    state: computed<LiveState>(() => (online.value ? phase.value : 'offline')),
    close() {
      closed = true
      window.removeEventListener('online', onOnline)
      window.removeEventListener('offline', onOffline)
      clearTimeout(retryTimer)
      clearTimeout(silenceTimer)
      clearInterval(readTimer)
      socket?.close()
      socket = null
    },
  }
}
