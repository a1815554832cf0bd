import { quantileCount } from '../ml/distribution.ts'
import { query } from '../query.ts'

/** How a feature that is a number was spread. `quantiles` are of every per cent, ranks kept to 1 in 200. */
export type FeatureNumbers = {
  model: string
  feature: string
  n: number
  mean: number
  std: number
  least: number
  greatest: number
  quantiles: number[]
}

type Params = { models: readonly string[]; fromMs: number; toMs: number; features: number }

const levels = Array.from({ length: quantileCount }, (_, level) => level / (quantileCount - 1)).join(', ')

/** Features of models in whole hours, from ≤ hour < to; of each model those with the most values. */
export const featureNumbers = query<Params, FeatureNumbers>({
  name: 'feature-numbers',
  tier: 'hourly',
  sql: ({ models, fromMs, toMs, features }) => ({
    sql: `
      SELECT
          toString(model) AS model,
          toString(feature) AS feature,
          sum(rollup.values_count) AS n,
          sum(rollup.values_sum) / n AS mean,
          if(n > 1, sqrt(varSampStableMerge(rollup.spread)), 0) AS std,
          min(rollup.least) AS least,
          max(rollup.greatest) AS greatest,
          quantilesGKMerge(200, ${levels})(rollup.ranks) AS quantiles
      FROM ml_features_hourly AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.model IN {models:Array(String)}
        AND rollup.hour >= toDateTime({from_s:UInt32}, 'UTC') AND rollup.hour < toDateTime({to_s:UInt32}, 'UTC')
      GROUP BY model, feature
      HAVING n > 0
      ORDER BY model, n DESC, feature
      LIMIT {features:UInt32} BY model`,
    bound: { models, features, from_s: Math.floor(fromMs / 1000), to_s: Math.ceil(toMs / 1000) },
  }),
})
