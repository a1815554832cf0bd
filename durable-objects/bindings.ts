import type { StoreBindings } from '../analytics/store/place.ts'
import type { AuditLedger } from './audit-ledger.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { LiveRoom } from './live-room.ts'
import type { MetricsHub } from './metrics-hub.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { StreamShard } from './stream-shard.ts'

/** Bindings that every object and Worker has. */
export type ObjectBindings = StoreBindings & {
  STREAM_SHARD: DurableObjectNamespace<StreamShard>
  LIVE_ROOM: DurableObjectNamespace<LiveRoom>
  CIRCUIT_BREAKER: DurableObjectNamespace<CircuitBreaker>
  METRICS_HUB: DurableObjectNamespace<MetricsHub>
  AUDIT_LEDGER: DurableObjectNamespace<AuditLedger>
  LEDGER_SIGNING_KEY: string
  RATE_LIMITER: DurableObjectNamespace<RateLimiter>
}
