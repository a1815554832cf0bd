import type { Readiness } from '../../analytics/contract/health.ts'
import { ok } from '../../analytics/result.ts'
import { pingControlPlane } from '../../analytics/store/d1/ping.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { metricsHubName } from '../../durable-objects/names.ts'
import type { Env } from '../environment.ts'
import { route } from '../http/route.ts'
import { ringOf, tryRing } from '../vault/index.ts'

const version = '0.1.0'
const probed = 'Probes ask on a fixed beat, and must be answered when the limiter itself is what is down.'

export const health = route('GET /health', {
  summary: 'Whether the Worker answers at all.',
  public: 'Load balancers ask before anyone can sign in; it tells nothing.',
  limit: { exempt: probed },
  handle: async () => ok({ status: 'ok' as const, version }),
})

export const ready = route('GET /ready', {
  summary: 'Whether each dependency answers, and how fast.',
  public: 'Orchestrators ask without credentials; it names dependencies, not data.',
  limit: { exempt: probed },
  async handle({ env, nowMs, answer }) {
    const place = placeOf(env, env.REGION)
    const dependencies = await Promise.all([
      probe('d1', () => pingControlPlane(place.db)),
      probe('clickhouse', () => place.clickhouse.ping()),
      probe('durable_objects', async () => {
        await env.METRICS_HUB.getByName(metricsHubName(env.REGION)).set([])
      }),
      probe('key_ring', () => tryRing(env, nowMs)),
    ])
    const isReady = dependencies.every((dependency) => dependency.state === 'up')
    if (!isReady) answer.status = 503
    return ok({
      status: isReady ? ('ready' as const) : ('degraded' as const),
      dependencies,
      key_ring: depthOf(env),
    })
  },
})

function depthOf(env: Env): Readiness['key_ring'] {
  try {
    const { service, keks } = ringOf(env)
    const count = (wanted: string) => keks.filter(({ status }) => status === wanted).length
    return {
      service,
      active: count('active'),
      decrypt_only: count('decrypt_only'),
      destroyed: count('destroyed'),
    }
  } catch {
    return null
  }
}

async function probe(name: string, ask: () => Promise<void>): Promise<Readiness['dependencies'][number]> {
  const startedAtMs = performance.now()
  const latency = () => Math.round((performance.now() - startedAtMs) * 100) / 100
  try {
    await ask()
    return { name, state: 'up', latency_ms: latency(), detail: null }
  } catch {
    return { name, state: 'down', latency_ms: latency(), detail: 'It did not answer a query.' }
  }
}
