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

/** Requests that were answered alike. Shape: `within[i]` were no slower than `buckets[i]`. */
type Answered = { labels: Record<string, string>; requests: number; seconds: number; within: number[] }

/** Names of samples are only made when they are sent: a request has a dozen. */
const answered = new Map<string, Answered>()

/** Counts one answered request and its duration. Units: `durationMs` milliseconds. */
export function countRequest(route: string, method: string, status: number, durationMs: number): void {
  const key = `${method} ${status} ${route}`
  let all = answered.get(key)
  if (!all) {
    const labels = { route, method, status: String(status) }
    all = { labels, requests: 0, seconds: 0, within: buckets.map(() => 0) }
    answered.set(key, all)
  }
  const seconds = durationMs / 1000
  all.requests += 1
  all.seconds += seconds
  for (const [index, bucket] of buckets.entries()) {
    if (seconds <= bucket) all.within[index] = (all.within[index] ?? 0) + 1
  }
}

function nameAnswered(): void {
  for (const { labels, requests, seconds, within } of answered.values()) {
    count('aegisflow_http_requests_total', labels, requests)
    for (const [index, bucket] of buckets.entries()) {
      const le = String(bucket)
      count('aegisflow_http_request_duration_seconds_bucket', { ...labels, le }, within[index] ?? 0)
    }
    count('aegisflow_http_request_duration_seconds_bucket', { ...labels, le: '+Inf' }, requests)
    count('aegisflow_http_request_duration_seconds_sum', labels, seconds)
    count('aegisflow_http_request_duration_seconds_count', labels, requests)
  }
  answered.clear()
}

/**
 * Sends what has gathered within five seconds, by the one request that began to wait, whose work it is until then; a
 * promise shared by requests would die with the first of them. Gives null where another request waits already.
 */
export function flushMetricsSoon(env: Env): Promise<void> | null {
  const nowMs = Date.now()
  if (nowMs < waitedForUntilMs) return null
  waitedForUntilMs = nowMs + 2 * flushEveryMs
  return new Promise<void>((resolve) => setTimeout(resolve, flushEveryMs)).then(() => {
    waitedForUntilMs = 0
    return flushMetrics(env)
  })
}

/** Sends what has gathered. What cannot be sent is kept for the next time. */
export async function flushMetrics(env: Env): Promise<void> {
  nameAnswered()
  const samples = [...pending.values()]
  pending.clear()
  if (samples.length === 0) return
  try {
    await env.METRICS_HUB.getByName(metricsHubName(env.REGION)).add(samples)
  } catch {
    for (const sample of samples) count(sample.name, sample.labels, sample.value)
  }
}
