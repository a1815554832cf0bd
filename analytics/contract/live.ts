import type { Breaker } from './collector.ts'
import type { AegisEvent, Severity } from './event.ts'

export const heartbeatIntervalMs = 15_000

/** What a reader may be sent beyond what they are known to have read; less where thousands read at once. */
export const unreadBytesMax = 8_000_000

/**
 * Frames of `GET /ws/events`. `cursor` is the room's own persisted sequence number of the newest event in the
 * frame; a client that reconnects with it misses nothing and sees nothing twice. `gap` names events that were
 * left out because the reader was too slow or the cursor too old. A reader who is sent more than `unreadBytesMax` (and
 * 4 kB a second) without a word is sent nothing more until they send `{"type":"ack","cursor":7}` of what they have read,
 * or `ping`; then a `gap` names what was left out. After a minute without a word the connection ends with 1013.
 * Whoever opens with `packed=gzip` may be sent a long frame as a binary one: gzip of the same text, packed once for all
 * who share it. `breaker` tells at once that a circuit changed; it is
 * not repeated to who was away.
 */
export type LiveFrame =
  | { type: 'hello'; server_time: string; cursor: number }
  | { type: 'event'; cursor: number; event: AegisEvent }
  | { type: 'events'; cursor: number; events: AegisEvent[] }
  | { type: 'alert'; cursor: number; alert: Record<string, unknown> }
  | { type: 'breaker'; cursor: number; breaker: Breaker }
  | { type: 'gap'; from: number; to: number }
  | { type: 'heartbeat'; server_time: string; cursor: number }

/** What a socket asked to see. */
export type LiveFilter = {
  severity: Severity | null
  vendorId: string | null
  onlyViolations: boolean
}
