import { placeOf } from '../analytics/store/place.ts'
import { dueFrom, queueDue } from './collector/due.ts'
import { runSync } from './collector/sync.ts'
import type { Env, SyncMessage } from './environment.ts'
import { asset } from './http/assets.ts'
import { flushMetrics } from './http/metrics.ts'
import { apiPath, publicUrl } from './http/paths.ts'
import { answer } from './http/router.ts'
import { secured } from './http/security-headers.ts'

export { CircuitBreaker } from '../durable-objects/circuit-breaker.ts'
export { LiveRoom } from '../durable-objects/live-room.ts'
export { MetricsHub } from '../durable-objects/metrics-hub.ts'
export { StreamShard } from '../durable-objects/stream-shard.ts'

export default {
  async fetch(request, env, work): Promise<Response> {
    const url = publicUrl(request, env)
    const path = apiPath(url.pathname)
    const response =
      path === null ? await asset(request, url, env) : await answer(request, url, path, env, work)
    return response.status === 101 ? response : secured(response, url)
  },

  async scheduled(_controller, env): Promise<void> {
    await queueDue(env, placeOf(env, env.REGION), Date.now())
  },

  async queue(batch, env): Promise<void> {
    for (const message of batch.messages) {
      const due = dueFrom(message.body)
      await runSync(env, placeOf(env, due.tenant.region), due)
      message.ack()
    }
    await flushMetrics(env, 'now')
  },
} satisfies ExportedHandler<Env, SyncMessage>
