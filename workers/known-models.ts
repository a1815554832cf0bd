import { driftScore } from '../analytics/ml/drift-score.ts'
import { type KnownModel, unknownModel } from '../analytics/ml/ml-event.ts'
import { modelRecent } from '../analytics/queries/model-recent.ts'
import { profilesOf, type StoredProfile } from '../analytics/store/d1/model-profiles.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { count } from './http/metrics.ts'

/** What another isolate changed, and how fast models answer, is seen after this. Units: milliseconds. */
const freshMs = 10_000
const rememberedMax = 10_000
/** A batch that names more models has the others judged without their profiles. */
const modelsAtOnceMax = 1_000
/** A store that is slow or away must not hold up what is pushed: drift is then not known. Units: milliseconds. */
const patienceMs = 400
const remembered = new Map<string, { atMs: number; known: KnownModel }>()

const nameOf = ({ region, orgId }: Tenant, model: string): string => JSON.stringify([region, orgId, model])

/** What is known of the models of one batch, read at most once for all of them. */
export async function knownModels(
  tenant: Tenant,
  place: Place,
  models: ReadonlySet<string>,
  nowMs: number,
): Promise<(model: string) => KnownModel> {
  const found = new Map<string, KnownModel>()
  const unread: string[] = []
  for (const model of models) {
    const known = remembered.get(nameOf(tenant, model))
    if (known && nowMs - known.atMs < freshMs) found.set(model, known.known)
    else if (unread.length < modelsAtOnceMax) unread.push(model)
  }
  if (unread.length > 0) {
    const profiles = new Map(
      (await profilesOf(tenant, place.db, unread)).map((profile) => [profile.model, profile]),
    )
    const timed = [...profiles.values()].flatMap(({ model, baselineLatencyMs }) =>
      baselineLatencyMs === null ? [] : [model],
    )
    const latencies = await latenciesNow(tenant, place, timed, nowMs)
    if (remembered.size + unread.length > rememberedMax) remembered.clear()
    for (const model of unread) {
      const known = knownFrom(profiles.get(model), latencies.get(model) ?? null)
      found.set(model, known)
      remembered.set(nameOf(tenant, model), { atMs: nowMs, known })
    }
  }
  return (model) => found.get(model) ?? unknownModel
}

/** The next batch of this isolate reads the model anew. */
export function forgetModel(tenant: Tenant, model: string): void {
  remembered.delete(nameOf(tenant, model))
}

function knownFrom(profile: StoredProfile | undefined, latencyMs: number | null): KnownModel {
  if (profile === undefined) return unknownModel
  const featureStats = new Map(
    Object.entries(profile.featureStats).flatMap(([name, stats]) =>
      'mean' in stats ? [[name, { mean: stats.mean, std: stats.std }] as const] : [],
    ),
  )
  return { featureStats, driftScore: driftScore(latencyMs, profile.baselineLatencyMs) }
}

/** Mean latencies of the last five minutes by model; none when the store does not answer at once. */
async function latenciesNow(
  tenant: Tenant,
  place: Place,
  models: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, number | null>> {
  if (models.length === 0) return new Map()
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), patienceMs)
  const asked = place.clickhouse.ask(tenant, modelRecent, { nowMs, models }).catch(() => null)
  const rows = await Promise.race([asked, late.promise]).finally(() => clearTimeout(timer))
  if (rows === null) count('aegisflow_drift_unknown_total', {})
  return new Map((rows ?? []).map(({ model, latency_5m_ms }) => [model, latency_5m_ms]))
}
