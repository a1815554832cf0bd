import { query } from '../query.ts'

/** How often the values of a feature of words occurred: the most frequent ones, and how many there were of all. */
export type FeatureCategories = {
  model: string
  feature: string
  n: number
  categories: [string, number][]
}

type Params = { models: readonly string[]; fromMs: number; toMs: number; features: number; rows: number }

/** Features of models in whole hours, from ≤ hour < to; of each model those with the most values, of each so many values. */
export const featureCategories = query<Params, FeatureCategories>({
  name: 'feature-categories',
  tier: 'hourly',
  sql: ({ models, fromMs, toMs, features, rows }) => ({
    sql: `
      SELECT
          model,
          feature,
          sum(seen) AS n,
          arrayMap(
              pair -> (pair.2, pair.1),
              arraySlice(arrayReverseSort(groupArray((seen, category))), 1, {rows:UInt32})
          ) AS categories
      FROM
      (
          SELECT
              toString(rollup.model) AS model,
              toString(rollup.feature) AS feature,
              rollup.category AS category,
              sum(rollup.values_count) AS seen
          FROM ml_categories_hourly AS rollup
          WHERE rollup.org_id = {org_id:String} AND rollup.model IN {models:Array(String)}
            AND rollup.hour >= toDateTime({from_s:UInt32}, 'UTC') AND rollup.hour < toDateTime({to_s:UInt32}, 'UTC')
          GROUP BY model, feature, category
          HAVING seen > 0
      )
      GROUP BY model, feature
      ORDER BY model, n DESC, feature
      LIMIT {features:UInt32} BY model`,
    bound: { models, features, rows, from_s: Math.floor(fromMs / 1000), to_s: Math.ceil(toMs / 1000) },
  }),
})
