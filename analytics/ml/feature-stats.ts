/**
 * What a feature is usually like: a number with the quantiles of every per cent where its distribution is known, or how
 * often each of its words occurred. Units: those of the feature.
 */
export type FeatureStats =
  | { mean: number; std: number; min?: number; max?: number; n?: number; quantiles?: number[] }
  | { n: number; categories: Record<string, number> }
