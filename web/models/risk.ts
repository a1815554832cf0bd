import type { z } from 'zod'
import type { Endpoints } from '../../analytics/contract/endpoints.ts'
import { api } from '../lib/api.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

type RiskDistribution = z.infer<Endpoints['GET /dashboard/risk-distribution']['response']>

const pauseMs = 60_000
const dayMs = 86_400_000
const days = 7

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** How risky the events of the last seven days (UTC, today counts) were, kept fresh while it is looked at. */
export function riskModel(): Resource<RiskDistribution> {
  const risk = resource((signal) => {
    const nowMs = Date.now()
    const query = { from: dayOf(nowMs - (days - 1) * dayMs), to: dayOf(nowMs) }
    return api('GET /dashboard/risk-distribution', { query, signal })
  })
  const renewing = renewal(risk.load, () => pauseMs)
  return {
    ...risk,
    dispose() {
      renewing.dispose()
      risk.dispose()
    },
  }
}
