import { placeOf } from '../analytics/store/place.ts'
import { pushCheckpoints } from './audit/push-checkpoints.ts'
import { dueFrom, queueDue } from './collector/due.ts'
import { checkCredentials } from './collector/health-check.ts'
import { runSync } from './collector/sync.ts'
import type { Env, RescanMessage, SyncMessage } from './environment.ts'
import { collectRates } from './exchange-rates.ts'
import { asset } from './http/assets.ts'
import { isAllowedOrigin, isPreflight, preflightAnswer, shared } from './http/cors.ts'
import { flushMetrics } from './http/metrics.ts'
import { apiPath, publicUrl } from './http/paths.ts'
import { answer } from './http/router.ts'
import { secured } from './http/security-headers.ts'
import { queueRescans, rescanFrom, runRescan } from './jobs/rescan.ts'
import { stepRotations } from './vault/rotation.ts'

export { AuditLedger } from '../durable-objects/audit-ledger.ts'
export { CircuitBreaker } from '../durable-objects/circuit-breaker.ts'
export { LiveRoom } from '../durable-objects/live-room.ts'
export { MetricsHub } from '../durable-objects/metrics-hub.ts'
export { RateLimiter } from '../durable-objects/rate-limiter.ts'
export { StreamShard } from '../durable-objects/stream-shard.ts'

export default {
  async fetch(request, env, work): Promise<Response> {
    const url = publicUrl(request, env)
    const path = apiPath(url.pathname)
    if (path === null) return secured(await asset(request, url, env), url)
    const isShared = isAllowedOrigin(request, env)
    if (isShared && isPreflight(request)) return secured(shared(preflightAnswer(request), request), url)
    const response = await answer(request, url, path, env, work)
    if (response.status === 101) return response
    return secured(isShared ? shared(response, request) : response, url)
  },

  async scheduled(_controller, env): Promise<void> {
    const place = placeOf(env, env.REGION)
    const nowMs = Date.now()
    await Promise.all([
      queueDue(env, place, nowMs),
      checkCredentials(env, place, nowMs),
      pushCheckpoints(env, place, nowMs),
      collectRates(env, place, nowMs),
      stepRotations(env, place, nowMs),
      queueRescans(env, place, nowMs),
    ])
  },

  async queue(batch, env): Promise<void> {
    for (const message of batch.messages) {
      const { body } = message
      if ('rescanId' in body) await runRescan(env, rescanFrom(body))
      else {
        const due = dueFrom(body)
        await runSync(env, placeOf(env, due.tenant.region), due)
      }
      message.ack()
    }
    await flushMetrics(env)
  },
} satisfies ExportedHandler<Env, SyncMessage | RescanMessage>
