import { z } from 'zod'
import { type ModelProfile, profileName } from '../../analytics/contract/models.ts'
import type { FeatureStats } from '../../analytics/ml/feature-stats.ts'
import { learnedStats } from '../../analytics/ml/learned-stats.ts'
import { modelHours } from '../../analytics/queries/model-hours.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  countProfiles,
  profilesAfter,
  profilesOf,
  removeProfile,
  type StoredProfile,
  saveProfile,
} from '../../analytics/store/d1/model-profiles.ts'
import { asking } from '../http/asking.ts'
import { cutPage, decodeCursor } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { forgetModel } from '../known-models.ts'
import { countedFeatures } from '../model-features.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const learnDays = 7
const learnDaysMax = 31
/** Fewer answers give no mean that one could call usual. */
const answersMin = 20
const profilesMax = 500
const position = z.strictObject({ model: z.string() })

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const headOf = (profile: Omit<StoredProfile, 'featureStats'>) => ({
  model: profile.model,
  source: profile.source,
  baseline_latency_ms: profile.baselineLatencyMs,
  reference_from: iso(profile.referenceFromMs),
  reference_to: iso(profile.referenceToMs),
  updated_by: profile.updatedBy,
  updated_at: new Date(profile.updatedAtMs).toISOString(),
})

const profileItem = (profile: StoredProfile): ModelProfile => ({
  ...headOf(profile),
  feature_stats: profile.featureStats,
})

/** A profile as the ledger keeps it: distributions would fill it. */
const traced = (profile: StoredProfile) => ({
  ...headOf(profile),
  features: Object.entries(profile.featureStats).map(([feature, stats]) =>
    'mean' in stats ? { feature, mean: stats.mean, std: stats.std } : { feature, n: stats.n },
  ),
})

export const profiles = route('GET /models/profiles', {
  summary: 'What is normal for each model: usual latency, and what its features are like.',
  permission: 'analytics:read',
  async handle({ tenant, place, query }) {
    const after = decodeCursor(query.cursor, position)
    if (!after.ok) return after
    const found = await profilesAfter(tenant, place.db, after.value?.model ?? null, query.limit + 1)
    const { shown, nextCursor } = cutPage(found, query.limit, ({ model }) => ({ model }))
    return ok({
      items: shown.map(({ features, ...head }) => ({ ...headOf(head), features })),
      next_cursor: nextCursor,
    })
  },
})

export const profile = route('GET /models/profiles/:model', {
  summary: 'What is normal for one model, with the distribution of each feature.',
  permission: 'analytics:read',
  async handle({ tenant, place, params }) {
    const [found] = await profilesOf(tenant, place.db, [params.model ?? ''])
    return found ? ok(profileItem(found)) : fail({ kind: 'not_found', message: noProfile })
  },
})

const noProfile = 'This model has no profile.'

export const profileChange = route('PUT /models/profiles/:model', {
  summary:
    'Say what is normal for a model: usual latency, and mean and spread of its features. Distributions that were learned stay for features that stay.',
  permission: 'detectors:write',
  audit: 'model_profile.set',
  async handle(context) {
    const { tenant, place, params, body, trail } = context
    const model = params.model ?? ''
    trail.target = targetOf(model)
    const [before] = await profilesOf(tenant, place.db, [model])
    const features = withDistributions(statsOf(body.feature_stats), before?.featureStats ?? {})
    return keep(context, before, {
      model,
      source: 'set',
      baselineLatencyMs: body.baseline_latency_ms,
      featureStats: features,
      referenceFromMs: before?.referenceFromMs ?? null,
      referenceToMs: before?.referenceToMs ?? null,
    })
  },
})

export const profileRemoval = route('DELETE /models/profiles/:model', {
  summary: 'Forget what is normal for a model: it has no drift any more, and its predictions no outliers.',
  permission: 'detectors:write',
  audit: 'model_profile.removed',
  async handle({ tenant, place, params, trail }) {
    const model = params.model ?? ''
    trail.target = targetOf(model)
    const removed = await removeProfile(tenant, place.db, model)
    if (!removed) return fail({ kind: 'not_found', message: noProfile })
    forgetModel(tenant, model)
    trail.before = traced(removed)
    return ok({ removed: true })
  },
})

export const profileLearning = route('POST /models/profiles/:model/learn', {
  summary:
    'Learn what is normal for a model from what it did: mean latency, and mean, spread and distribution of each feature. From the last 7 days, or from a span of at most 31.',
  permission: 'detectors:write',
  audit: 'model_profile.learned',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, params, body, nowMs, trail } = context
      const model = params.model ?? ''
      trail.target = targetOf(model)
      const span = spanOf(body, nowMs)
      if (!span.ok) return span
      const [hours, counted, [before]] = await Promise.all([
        place.clickhouse.ask(tenant, modelHours, { model, ...span.value }),
        countedFeatures(tenant, place, [model], span.value),
        profilesOf(tenant, place.db, [model]),
      ])
      if (hours.length === 0) {
        return fail({ kind: 'not_found', message: 'This model did nothing in that span.' })
      }
      const answers = hours.reduce((sum, hour) => sum + hour.answers, 0)
      const latencyMs = hours.reduce((sum, hour) => sum + (hour.latency_mean_ms ?? 0) * hour.answers, 0)
      return keep(context, before, {
        model,
        source: 'learned',
        baselineLatencyMs: answers >= answersMin && latencyMs > 0 ? latencyMs / answers : null,
        featureStats: learnedStats(counted(model)),
        referenceFromMs: span.value.fromMs,
        referenceToMs: span.value.toMs,
      })
    }),
})

/** The span to learn from, in whole hours. Errors: 400 for one that is empty, too long or not over. */
function spanOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  nowMs: number,
): Result<{ fromMs: number; toMs: number }, Failure> {
  const untilMs = to === undefined ? nowMs : Date.parse(to)
  // The store knows no hours before 1970.
  const sinceMs = Math.max(0, from === undefined ? untilMs - learnDays * dayMs : Date.parse(from))
  if (sinceMs >= untilMs || untilMs - sinceMs > learnDaysMax * dayMs || sinceMs >= nowMs) {
    const message = `Name a span of at most ${learnDaysMax} days that has begun, its beginning before its end.`
    return fail({ kind: 'bad_request', message })
  }
  return ok({
    fromMs: Math.floor(sinceMs / hourMs) * hourMs,
    toMs: Math.ceil(Math.min(untilMs, nowMs) / hourMs) * hourMs,
  })
}

type Statement = Omit<StoredProfile, 'updatedBy' | 'updatedAtMs'>

async function keep(
  { tenant, place, caller, nowMs, trail }: CallerContext,
  before: StoredProfile | undefined,
  statement: Statement,
): Promise<Result<ModelProfile, Failure>> {
  if (!profileName.safeParse(statement.model).success) {
    return fail({ kind: 'bad_request', message: 'A model has a name of at most 256 characters.' })
  }
  if (!before && (await countProfiles(tenant, place.db)) >= profilesMax) {
    return fail({ kind: 'conflict', message: `There is room for ${profilesMax} profiles.` })
  }
  const profile = { ...statement, updatedBy: subjectOf(caller), updatedAtMs: nowMs }
  await saveProfile(tenant, place.db, profile)
  forgetModel(tenant, profile.model)
  if (before) trail.before = traced(before)
  trail.after = traced(profile)
  return ok(profileItem(profile))
}

const targetOf = (model: string): string => `model:${model}`.slice(0, 200)

/** Features as the store keeps them: what was left out is not there. */
function statsOf(given: ModelProfile['feature_stats']): Record<string, FeatureStats> {
  return Object.fromEntries(
    Object.entries(given).map(([feature, stats]) => [
      feature,
      'categories' in stats ? stats : withoutUndefined(stats),
    ]),
  )
}

type NumberStats = Extract<FeatureStats, { mean: number }>

function withoutUndefined({ mean, std, min, max, n, quantiles }: Given): NumberStats {
  return {
    mean,
    std,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(n === undefined ? {} : { n }),
    ...(quantiles === undefined ? {} : { quantiles }),
  }
}
type Given = { [Key in keyof NumberStats]: NumberStats[Key] | undefined } & { mean: number; std: number }

/** Features as they are set, with the distributions that are known of them and were not set anew. */
function withDistributions(
  set: Record<string, FeatureStats>,
  known: Readonly<Record<string, FeatureStats>>,
): Record<string, FeatureStats> {
  return Object.fromEntries(
    Object.entries(set).map(([feature, stats]) => {
      const before = Object.hasOwn(known, feature) ? known[feature] : undefined
      if (!before || !('quantiles' in before) || 'categories' in stats || stats.quantiles)
        return [feature, stats]
      const { quantiles, n } = before
      return [feature, { ...stats, ...(n === undefined ? {} : { n }), ...(quantiles ? { quantiles } : {}) }]
    }),
  )
}
