import type { FeatureHealth, ModelFigures } from '../../analytics/contract/models.ts'
import { driftScore } from '../../analytics/ml/drift-score.ts'
import { featureHealthOf, worstOf } from '../../analytics/ml/feature-health.ts'
import { boundsOf, type HealthBounds, healthOf } from '../../analytics/ml/health.ts'
import { type ModelRow, modelFigures } from '../../analytics/queries/model-figures.ts'
import { modelHours } from '../../analytics/queries/model-hours.ts'
import { type ModelRecent, modelRecent } from '../../analytics/queries/model-recent.ts'
import { riskLabels } from '../../analytics/queries/risk-labels.ts'
import { fail, ok } from '../../analytics/result.ts'
import { baselinesOf, profilesOf } from '../../analytics/store/d1/model-profiles.ts'
import type { Env } from '../environment.ts'
import { asking } from '../http/asking.ts'
import { pageOfWhole } from '../http/cursor.ts'
import { route } from '../http/route.ts'
import { countedFeatures, lastHours } from '../model-features.ts'

const dayMs = 86_400_000
const modelsMax = 200
const detailDays = 7
const riskDays = 30
const riskDaysMax = 400

/** Bounds that the operator wrote wrongly do not hide how models do. */
const boundsFor = ({ HEALTH_BOUNDS }: Env): HealthBounds => boundsOf(HEALTH_BOUNDS) ?? { min: 0, max: 100 }

export const health = route('GET /dashboard/health', {
  summary:
    'How well models do now, from 0 to 100: what drift of the last 5 minutes and LLM latency of the last 15 take away.',
  permission: 'analytics:read',
  handle: ({ env, tenant, place, nowMs }) =>
    asking(async () => {
      const [recent, baselines] = await Promise.all([
        place.clickhouse.ask(tenant, modelRecent, { nowMs, models: null }),
        baselinesOf(tenant, place.db),
      ])
      const drifting = recent
        .flatMap(({ model, latency_5m_ms }) => {
          const drift = driftScore(latency_5m_ms, baselines.get(model) ?? null)
          return drift === null ? [] : [{ model, drift }]
        })
        .sort((a, b) => b.drift - a.drift)
      const llmLatencyMs = llmLatencyOf(recent)
      const bounds = boundsFor(env)
      const { driftMean, ...figures } = healthOf(
        { drifts: drifting.map(({ drift }) => drift), llmLatencyMs },
        bounds,
      )
      return ok({
        ...figures,
        bounds,
        drift_mean: driftMean,
        llm_latency_ms: llmLatencyMs,
        models_with_drift: drifting.length,
        drifting: drifting.filter(({ drift }) => drift > 0).slice(0, 10),
      })
    }),
})

function llmLatencyOf(recent: readonly ModelRecent[]): number | null {
  const answers = recent.reduce((sum, model) => sum + model.llm_answers_15m, 0)
  const latencyMs = recent.reduce((sum, model) => sum + model.llm_latency_15m_ms, 0)
  return answers > 0 ? latencyMs / answers : null
}

type Known = {
  recent: ModelRecent | undefined
  baselineMs: number | null
  hasProfile: boolean
  features: readonly FeatureHealth[]
  bounds: HealthBounds
}

function figuresOf(row: ModelRow, { recent, baselineMs, hasProfile, features, bounds }: Known): ModelFigures {
  const recentMs = recent?.latency_5m_ms ?? null
  const drift = driftScore(recentMs, baselineMs)
  const llmLatencyMs = recent ? llmLatencyOf([recent]) : null
  const worst = worstOf(features)
  const { health, penalties } = healthOf({ drifts: drift === null ? [] : [drift], llmLatencyMs }, bounds)
  return {
    model: row.model,
    vendor_id: row.vendor_id,
    kinds: row.kinds,
    events: row.events,
    requests: row.requests,
    error_rate: row.stated > 0 ? Math.min(1, Math.max(0, row.errors / row.stated)) : null,
    latency_p50_ms: row.latency_p50_ms,
    latency_p95_ms: row.latency_p95_ms,
    latency_p99_ms: row.latency_p99_ms,
    baseline_latency_ms: baselineMs,
    recent_latency_ms: recentMs,
    drift,
    health,
    penalties,
    llm_latency_ms: llmLatencyMs,
    risk: {
      normal: Math.max(0, row.events - row.suspicious - row.risky),
      suspicious: row.suspicious,
      risky: row.risky,
    },
    worst_feature: worst && {
      feature: worst.feature,
      kind: worst.kind,
      verdict: worst.verdict,
      psi: worst.psi,
      ks: worst.ks,
    },
    has_profile: hasProfile,
    last_seen_at: row.last_at,
  }
}

export const models = route('GET /dashboard/models', {
  summary:
    'Every model of the last days: events, errors, latency, drift, the feature that changed most, health and risk.',
  permission: 'analytics:read',
  handle: ({ env, tenant, place, query, nowMs }) =>
    asking(async () => {
      const asked = { nowMs, days: query.days, models: null, rows: modelsMax }
      const [rows, recent] = await Promise.all([
        place.clickhouse.ask(tenant, modelFigures, asked),
        place.clickhouse.ask(tenant, modelRecent, { nowMs, models: null }),
      ])
      const names = rows.map(({ model }) => model)
      const profiles = new Map(
        (await profilesOf(tenant, place.db, names)).map((profile) => [profile.model, profile]),
      )
      const counted = await countedFeatures(
        tenant,
        place,
        [...profiles.keys()],
        lastHours(nowMs, query.hours),
      )
      const recentOf = new Map(recent.map((model) => [model.model, model]))
      const items = rows.map((row) => {
        const profile = profiles.get(row.model)
        return figuresOf(row, {
          recent: recentOf.get(row.model),
          baselineMs: profile?.baselineLatencyMs ?? null,
          hasProfile: profile !== undefined,
          features: profile ? featureHealthOf(counted(row.model), profile.featureStats) : [],
          bounds: boundsFor(env),
        })
      })
      return pageOfWhole(items, query)
    }),
})

export const model = route('GET /dashboard/models/:model', {
  summary:
    'One model: its latency by the hour over seven days, and each feature of the last hours against its reference.',
  permission: 'analytics:read',
  handle: ({ env, tenant, place, params, query, nowMs }) =>
    asking(async () => {
      const name = params.model ?? ''
      const window = lastHours(nowMs, query.hours)
      const week = lastHours(nowMs, detailDays * 24)
      const asked = { nowMs, days: detailDays, models: [name], rows: 1 }
      const [[row], [recent], hours, counted, [profile]] = await Promise.all([
        place.clickhouse.ask(tenant, modelFigures, asked),
        place.clickhouse.ask(tenant, modelRecent, { nowMs, models: [name] }),
        place.clickhouse.ask(tenant, modelHours, { model: name, ...week }),
        countedFeatures(tenant, place, [name], window),
        profilesOf(tenant, place.db, [name]),
      ])
      if (!row && !profile) {
        return fail({ kind: 'not_found', message: 'No model of this name did anything in the last week.' })
      }
      const features = featureHealthOf(counted(name), profile?.featureStats ?? {})
      return ok({
        ...figuresOf(row ?? silent(name), {
          recent,
          baselineMs: profile?.baselineLatencyMs ?? null,
          hasProfile: profile !== undefined,
          features,
          bounds: boundsFor(env),
        }),
        last_seen_at: row?.last_at ?? null,
        hours: hours.map(({ answers: _, ...hour }) => hour),
        window: { from: new Date(window.fromMs).toISOString(), to: new Date(window.toMs).toISOString() },
        features,
        profile: profile
          ? {
              model: profile.model,
              source: profile.source,
              baseline_latency_ms: profile.baselineLatencyMs,
              reference_from: isoOf(profile.referenceFromMs),
              reference_to: isoOf(profile.referenceToMs),
              updated_by: profile.updatedBy,
              updated_at: new Date(profile.updatedAtMs).toISOString(),
            }
          : null,
      })
    }),
})

const isoOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/** A model with a profile that did nothing in the last days. */
const silent = (model: string): ModelRow => ({
  model,
  vendor_id: '',
  kinds: [],
  events: 0,
  requests: 0,
  stated: 0,
  errors: 0,
  latency_p50_ms: null,
  latency_p95_ms: null,
  latency_p99_ms: null,
  suspicious: 0,
  risky: 0,
  last_at: new Date(0).toISOString(),
})

export const riskDistribution = route('GET /dashboard/risk-distribution', {
  summary: 'How many events were normal, suspicious and risky on some days in UTC; by default the last 30.',
  permission: 'analytics:read',
  handle: ({ tenant, place, query, nowMs }) =>
    asking(async () => {
      const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
      const to = query.to ?? day(nowMs + dayMs)
      // The store knows no days before 1970.
      const from = query.from ?? day(Math.max(0, Date.parse(to) - riskDays * dayMs))
      const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
      if (days < 1 || days > riskDaysMax) {
        const message = `Ask for 1 to ${riskDaysMax} days, the first before the last.`
        return fail({ kind: 'bad_request', message })
      }
      const rows = await place.clickhouse.ask(tenant, riskLabels, { from, to })
      const of = (label: string) => rows.find((row) => row.label === label)?.events ?? 0
      return ok({ normalCount: of('normal'), suspiciousCount: of('suspicious'), riskyCount: of('risky') })
    }),
})
