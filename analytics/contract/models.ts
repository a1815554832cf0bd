import { z } from 'zod'
import { done } from './done.ts'
import { featureName } from './ml-push.ts'
import { page, pageQuery, wholeQuery } from './paging.ts'

const featuresMax = 200
const categoriesMax = 100
const quantileCount = 101

const modelName = z.string().min(1).max(256)
const moment = z.iso.datetime({ offset: true })
const latencyMs = z.number().gt(0).max(86_400_000)

/** What a feature came to against its reference; `too_few` values tell nothing. */
const featureVerdicts = ['no_reference', 'too_few', 'stable', 'shifted', 'drifted'] as const
export type FeatureVerdict = (typeof featureVerdicts)[number]

/**
 * What a number in a feature is usually like. `quantiles` are of every per cent, with the least and the greatest value:
 * without them values are judged one by one, and the distribution is not. Units: those of the feature.
 */
const numberStats = z.strictObject({
  mean: z.number(),
  std: z.number().min(0),
  min: z.number().optional(),
  max: z.number().optional(),
  n: z.int().min(0).optional(),
  quantiles: z
    .array(z.number())
    .length(quantileCount)
    .refine(
      (list) => list.every((value, index) => index === 0 || value >= (list[index - 1] ?? value)),
      'Rising',
    )
    .optional(),
})
/** How often each value of a feature of words occurred. */
const categoryStats = z.strictObject({
  n: z.int().min(1),
  categories: z
    .record(z.string().max(256), z.int().min(0))
    .refine((fields) => Object.keys(fields).length <= categoriesMax, `At most ${categoriesMax} values`),
})
const featureStats = z
  .record(featureName.or(z.literal('(prediction)')), z.union([numberStats, categoryStats]))
  .refine((fields) => Object.keys(fields).length <= featuresMax, `At most ${featuresMax} features`)

const profileHead = {
  model: z.string(),
  source: z.enum(['set', 'learned']),
  baseline_latency_ms: z.number().nullable(),
  reference_from: z.iso.datetime().nullable(),
  reference_to: z.iso.datetime().nullable(),
  updated_by: z.string(),
  updated_at: z.iso.datetime(),
}

/** What is normal for a model. */
const modelProfile = z.object({ ...profileHead, feature_stats: featureStats })
export type ModelProfile = z.infer<typeof modelProfile>

const test = z.object({ value: z.number(), critical: z.number() })

/**
 * A feature now against its reference. `histogram` holds shares in bins of even width between `edges`, or per name of
 * `categories`. `psi` is the population stability index, `ks` the gap of Kolmogorov and Smirnov, each beside the value
 * that chance alone stays below.
 */
const featureHealth = z.object({
  feature: z.string(),
  kind: z.enum(['number', 'category']),
  verdict: z.enum(featureVerdicts),
  psi: test.nullable(),
  ks: test.nullable(),
  values: z.int(),
  reference_values: z.int(),
  mean: z.number().nullable(),
  reference_mean: z.number().nullable(),
  histogram: z
    .object({
      edges: z.array(z.number()).nullable(),
      categories: z.array(z.string()).nullable(),
      reference: z.array(z.number()),
      current: z.array(z.number()),
    })
    .nullable(),
})
export type FeatureHealth = z.infer<typeof featureHealth>

const worstFeature = featureHealth.pick({ feature: true, kind: true, verdict: true, psi: true, ks: true })

/** What is taken from 100. */
const penalties = z.object({ drift: z.number(), latency: z.number() })
const risk = z.object({ normal: z.int(), suspicious: z.int(), risky: z.int() })

/**
 * A model over the last days. `events` are rows and `requests` calls; `error_rate` is of those that say how they ended.
 * `drift` is of the last five minutes, null without a baseline or a latency; `llm_latency_ms` is the mean of its answers as
 * an LLM in the last fifteen. Units: milliseconds, shares from 0 to 1.
 */
const modelFigures = z.object({
  model: z.string(),
  vendor_id: z.string(),
  kinds: z.array(z.string()),
  events: z.int(),
  requests: z.int(),
  error_rate: z.number().nullable(),
  latency_p50_ms: z.number().nullable(),
  latency_p95_ms: z.number().nullable(),
  latency_p99_ms: z.number().nullable(),
  baseline_latency_ms: z.number().nullable(),
  recent_latency_ms: z.number().nullable(),
  drift: z.number().nullable(),
  health: z.number(),
  penalties,
  llm_latency_ms: z.number().nullable(),
  risk,
  worst_feature: worstFeature.nullable(),
  has_profile: z.boolean(),
  last_seen_at: z.iso.datetime().nullable(),
})
export type ModelFigures = z.infer<typeof modelFigures>

const modelDetails = modelFigures.extend({
  /** Per hour of the last seven days, oldest first; hours without an event are left out. */
  hours: z.array(
    z.object({
      at: z.iso.datetime(),
      events: z.int(),
      errors: z.int(),
      latency_mean_ms: z.number().nullable(),
      latency_p95_ms: z.number().nullable(),
    }),
  ),
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  features: z.array(featureHealth),
  profile: modelProfile.omit({ feature_stats: true }).nullable(),
})
export type ModelDetails = z.infer<typeof modelDetails>

/** How well models do now: 100 less what drift and slow answers take, kept between the operator's bounds. */
const healthFigures = z.object({
  health: z.number(),
  bounds: z.object({ min: z.number(), max: z.number() }),
  drift_mean: z.number().nullable(),
  llm_latency_ms: z.number().nullable(),
  penalties,
  models_with_drift: z.int(),
  drifting: z.array(z.object({ model: z.string(), drift: z.number() })),
})
export type HealthFigures = z.infer<typeof healthFigures>

const riskDistribution = z.object({
  normalCount: z.int(),
  suspiciousCount: z.int(),
  riskyCount: z.int(),
})
export type RiskDistribution = z.infer<typeof riskDistribution>

const windowHours = z.coerce.number().int().min(1).max(168).default(24)

export const modelEndpoints = {
  'GET /dashboard/health': { response: healthFigures },
  /** Models of the last `days`, those with the most events first; features are those of the last `hours`. */
  'GET /dashboard/models': {
    query: z.strictObject({
      ...wholeQuery,
      days: z.coerce.number().int().min(1).max(90).default(7),
      hours: windowHours,
    }),
    response: page(modelFigures),
  },
  'GET /dashboard/models/:model': {
    query: z.strictObject({ hours: windowHours }),
    response: modelDetails,
  },
  /** Days in UTC, both counted; the last thirty when none is named. */
  'GET /dashboard/risk-distribution': {
    query: z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    response: riskDistribution,
  },
  'GET /models/profiles': {
    query: z.strictObject(pageQuery),
    response: page(z.object({ ...profileHead, features: z.int() })),
  },
  'GET /models/profiles/:model': { response: modelProfile },
  'PUT /models/profiles/:model': {
    body: z.strictObject({
      baseline_latency_ms: latencyMs.nullable(),
      feature_stats: featureStats.default({}),
    }),
    response: modelProfile,
  },
  'DELETE /models/profiles/:model': { response: done('removed') },
  /** From the last seven days when no span is named; at most 31 days. */
  'POST /models/profiles/:model/learn': {
    body: z.strictObject({ from: moment.optional(), to: moment.optional() }),
    response: modelProfile,
  },
} as const

/** Which names a profile may have; the path carries them. */
export const profileName = modelName
