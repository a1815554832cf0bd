const share = 0.01
const bucketWidth = (1 + share) / (1 - share)

/**
 * SQL of the 50th, 95th and 99th percentile of merged sketches of latency, each within 1 % of a value that was measured.
 *
 * ClickHouse cuts the logarithm of a value off towards zero where it should round down (DDSketch/Mapping.h; seen on
 * 2026-11-22 with 26.7, 3 % off): what is below one lies a bucket too high, and the bucket around one is twice as wide.
 * So the former is put back and the latter stands for its middle, which is 2 % off at its ends, 0.98 and 1.02.
 * What is stored stays as ClickHouse made it, so that sketches of before can be merged.
 */
export const latencyPercentiles = (sketches: string): string =>
  `arrayMap(percentile -> multiIf(
      percentile < 1, percentile / ${bucketWidth}, percentile < ${bucketWidth}, 1, percentile
    ), quantilesDDMerge(${share}, 0.5, 0.95, 0.99)(${sketches}))`
