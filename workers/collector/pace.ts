import type { Send } from './outbound.ts'

/** Leaves at least so long between the starts of two calls. Units: milliseconds. */
export function paced(
  send: Send,
  paceMs: number,
  nowMs: () => number,
  sleep: (ms: number) => Promise<void>,
): Send {
  if (paceMs <= 0) return send
  let freeAtMs = 0
  return async (request) => {
    const startAtMs = Math.max(nowMs(), freeAtMs)
    freeAtMs = startAtMs + paceMs
    if (startAtMs > nowMs()) await sleep(startAtMs - nowMs())
    return send(request)
  }
}
