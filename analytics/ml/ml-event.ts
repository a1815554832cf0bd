import type { MlPushEvent } from '../contract/ml-push.ts'
import { llmEvent, type PipelineContext, type PipelineEnd } from '../pipeline.ts'
import { mlRisk, type UsualFeature } from '../risk/ml-risk.ts'
import { linesOf, textOf } from './lines.ts'
import { readable } from './readable.ts'

const classesKeptMax = 20
const predictionCharsMax = 4_000

/** What is known of a model when it predicts. Units: `driftScore` 0 to 100, null when it is not known. */
export type KnownModel = { featureStats: ReadonlyMap<string, UsualFeature>; driftScore: number | null }

export const unknownModel: KnownModel = Object.freeze({ featureStats: new Map(), driftScore: null })

/**
 * Normalise → detect → decide → protect, for one pushed prediction. Texts of its input, its features and its prediction
 * are inspected as any other; what is stored of them beside the excerpts stands in `ml`.
 */
export function mlEvent(
  push: MlPushEvent,
  actorId: string | null,
  context: PipelineContext,
  known: (model: string) => KnownModel,
): PipelineEnd {
  const { prediction, input_data, probabilities, features, model_version, ...said } = push
  const given = withoutNulls(features ?? {})
  const end = llmEvent(
    {
      ...said,
      operation: push.operation ?? 'predict',
      prompt: textOf([...linesOf(input_data), ...linesOf(given)]),
      // With its name in front: a word alone has no context to be judged in.
      response: textOf(linesOf(prediction, 'prediction')),
      tokens_in: 0,
      tokens_out: 0,
      cost_usd: push.cost_usd ?? 0,
    },
    actorId,
    context,
  )
  if (end.end !== 'kept') return end
  const { row } = end
  const chances = Object.values(probabilities ?? {})
  const risk = mlRisk({ probabilities: chances, features: given, ...known(row.model) })
  row.kind = 'ml'
  row.risk_score = risk.score
  row.risk_label = risk.label
  delete row.flags
  row.ml = JSON.stringify(
    readable(
      {
        ...(model_version ? { model_version } : {}),
        prediction: isShort(prediction) ? prediction : null,
        ...(chances.length > 0 ? { probabilities: mostLikely(probabilities ?? {}) } : {}),
        ...(Object.keys(given).length > 0 ? { features: given } : {}),
      },
      context,
    ),
  )
  return end
}

/** A prediction beyond this is not kept beside the event; its text was inspected and its excerpt stands. */
const isShort = (prediction: unknown): boolean =>
  typeof prediction === 'string' || JSON.stringify(prediction).length <= predictionCharsMax

function withoutNulls(
  features: NonNullable<MlPushEvent['features']>,
): Record<string, number | string | boolean> {
  return Object.fromEntries(
    Object.entries(features).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
}

/** All probabilities as they came, or the greatest of many by name or place. */
function mostLikely(probabilities: readonly number[] | Record<string, number>): unknown {
  const all = Object.entries(probabilities)
  if (all.length <= classesKeptMax) return probabilities
  return Object.fromEntries(all.toSorted(([, a], [, b]) => b - a).slice(0, classesKeptMax))
}
