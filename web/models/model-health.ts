import type {
  HealthFigures,
  ModelDetails,
  ModelFigures,
  ModelProfile,
  RiskDistribution,
} from '../../analytics/contract/models.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

const pauseMs = 15_000
const hoursDefault = '24'

/** Over how many of the last hours features are looked at. */
export const windows = { '1': 'Last hour', '24': 'Last 24 hours', '168': 'Last 7 days' } as const

/** The window that the address names. */
export function windowHours(search: URLSearchParams): keyof typeof windows {
  const named = search.get('hours') ?? hoursDefault
  return Object.hasOwn(windows, named) ? (named as keyof typeof windows) : hoursDefault
}

export type ModelHealth = { health: HealthFigures; models: readonly ModelFigures[]; risk: RiskDistribution }

/** How models do, renewed while it is looked at. */
export function modelHealthModel(): Resource<ModelHealth> {
  return renewed(async (signal) => {
    const hours = Number(windowHours(query.peek()))
    const [health, { items }, risk] = await Promise.all([
      api('GET /dashboard/health', { signal }),
      api('GET /dashboard/models', { query: { hours }, signal }),
      api('GET /dashboard/risk-distribution', { signal }),
    ])
    return { health, models: items, risk }
  })
}

/** One model, renewed while it is looked at. */
export function modelDetailsModel(model: string): Resource<ModelDetails> {
  return renewed((signal) =>
    api('GET /dashboard/models/:model', {
      params: { model },
      query: { hours: Number(windowHours(query.peek())) },
      signal,
    }),
  )
}

function renewed<Data>(fetchData: (signal: AbortSignal) => Promise<Data>): Resource<Data> {
  const asked = resource(fetchData)
  const renewing = renewal(asked.load, () => pauseMs)
  return {
    ...asked,
    load: renewing.renewNow,
    dispose() {
      renewing.dispose()
      asked.dispose()
    },
  }
}

/** Mean and spread of a feature as they stand in fields. */
export type StatFields = Readonly<Record<string, string>>

/** The fields of a profile: the usual latency, and mean and spread of each feature that is a number. */
export function fieldsOf(profile: ModelProfile | null): StatFields {
  const baseline = profile?.baseline_latency_ms
  const fields: [string, string][] = [
    ['baseline_latency_ms', baseline == null ? '' : String(round(baseline))],
  ]
  for (const [feature, stats] of Object.entries(profile?.feature_stats ?? {})) {
    if ('mean' in stats)
      fields.push([`mean:${feature}`, String(stats.mean)], [`std:${feature}`, String(stats.std)])
  }
  return Object.fromEntries(fields)
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000

/** A profile with what the fields say in place of what it said; features of words stay as they are. */
export function profileWith(
  profile: ModelProfile | null,
  fields: StatFields,
): { baseline_latency_ms: number | null; feature_stats: ModelProfile['feature_stats'] } {
  const baseline = fields.baseline_latency_ms?.trim() ?? ''
  const stats = Object.entries(profile?.feature_stats ?? {}).map(([feature, before]) =>
    'mean' in before
      ? [
          feature,
          { ...before, mean: Number(fields[`mean:${feature}`]), std: Number(fields[`std:${feature}`]) },
        ]
      : [feature, before],
  )
  return {
    baseline_latency_ms: baseline === '' ? null : Number(baseline),
    feature_stats: Object.fromEntries(stats) as ModelProfile['feature_stats'],
  }
}

/** What is wrong with a field; null where it is fine. */
export function fieldProblem(name: string, text: string): string | null {
  const value = Number(text)
  if (name === 'baseline_latency_ms') {
    if (text.trim() === '') return null
    return Number.isFinite(value) && value > 0 ? null : 'Milliseconds, more than 0; empty for none.'
  }
  if (text.trim() === '' || !Number.isFinite(value)) return 'A number.'
  return name.startsWith('std:') && value < 0 ? 'Not less than 0.' : null
}
