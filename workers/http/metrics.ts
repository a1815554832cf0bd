import type { Sample } from '../../durable-objects/metrics-hub.ts'
import { metricsHubName } from '../../durable-objects/names.ts'
import type { Env } from '../environment.ts'

const flushEveryMs = 5000
/** Units: seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const pending = new Map<string, Sample>()
/** Somebody waits to send until then; a request that was cut off in the meantime is not waited for longer. */
let waitedForUntilMs = 0

/** Adds to a counter of this isolate; `flushMetrics` carries it to the hub. */
export function count(name: string, labels: Record<string, string>, value = 1): void {
  const key = `${name}${JSON.stringify(labels)}`
  const sample = pending.get(key)
  if (sample) sample.value += value
  else pending.set(key, { name, labels, value })
}

/** Counts one answered request and its duration. Units: `durationMs` milliseconds. */
export function countRequest(route: string, method: string, status: number, durationMs: number): void {
  const labels = { route, method, status: String(status) }
  const seconds = durationMs / 1000
  count('aegisflow_http_requests_total', labels)
  for (const bucket of buckets) {
    const le = String(bucket)
    count('aegisflow_http_request_duration_seconds_bucket', { ...labels, le }, seconds <= bucket ? 1 : 0)
  }
  count('aegisflow_http_request_duration_seconds_bucket', { ...labels, le: '+Inf' })
  count('aegisflow_http_request_duration_seconds_sum', labels, seconds)
  count('aegisflow_http_request_duration_seconds_count', labels)
}

/**
 * Sends what has gathered. `soon`: within five seconds, by the one request that began to wait; a promise shared by
 * requests would die with the first of them. What cannot be sent is kept for the next time.
 */
export async function flushMetrics(env: Env, when: 'soon' | 'now'): Promise<void> {
  if (when === 'soon') {
    const nowMs = Date.now()
    if (nowMs < waitedForUntilMs) return
    waitedForUntilMs = nowMs + 2 * flushEveryMs
    await new Promise<void>((resolve) => setTimeout(resolve, flushEveryMs))
    waitedForUntilMs = 0
  }
  await send(env)
}

async function send(env: Env): Promise<void> {
  const samples = [...pending.values()]
  pending.clear()
  if (samples.length === 0) return
  try {
    await env.METRICS_HUB.getByName(metricsHubName(env.REGION)).add(samples)
  } catch {
    for (const sample of samples) count(sample.name, sample.labels, sample.value)
  }
}
