import { fail, ok } from '../../analytics/result.ts'
import { breakerName, metricsHubName } from '../../durable-objects/names.ts'
import { vendors } from '../collector/vendors/index.ts'
import type { Env } from '../environment.ts'
import { flushMetrics } from '../http/metrics.ts'
import { rawRoute } from '../http/route.ts'
import { sameSecret } from '../identity/tokens.ts'

const stateValue = { closed: 0, half_open: 1, open: 2 } as const

export const metrics = rawRoute('GET /metrics', {
  summary: 'Figures of the whole region in the Prometheus text format.',
  public: 'Open only where the operator says so; elsewhere it takes the METRICS_TOKEN as bearer token.',
  limit: { exempt: 'It is scraped on a fixed beat, and must show when the limiter itself is what is down.' },
  async handle({ request, env, nowMs }) {
    if (!(await mayRead(request, env))) {
      return fail({ kind: 'unauthenticated', message: 'Send the METRICS_TOKEN as bearer token.' })
    }
    await flushMetrics(env)
    const text = await env.METRICS_HUB.getByName(metricsHubName(env.REGION)).render()
    const headers = {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    }
    return ok(new Response(text + (await breakerLines(env, nowMs)), { headers }))
  },
})

async function mayRead(request: Request, env: Env): Promise<boolean> {
  if (env.METRICS_PUBLIC === 'true') return true
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  return (
    env.METRICS_TOKEN !== undefined && token !== undefined && (await sameSecret(token, env.METRICS_TOKEN))
  )
}

/** State of each vendor's shared circuit: 0 closed, 1 half open, 2 open. */
async function breakerLines(env: Env, nowMs: number): Promise<string> {
  const lines = await Promise.all(
    vendors.map(async ({ id }) => {
      const { state } = await env.CIRCUIT_BREAKER.getByName(breakerName(env.REGION, id)).view(nowMs)
      return `aegisflow_breaker_state{vendor_id="${id}"} ${stateValue[state]}\n`
    }),
  )
  return `# TYPE aegisflow_breaker_state gauge\n${lines.join('')}`
}
