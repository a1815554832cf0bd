import type { Marked } from './tool.ts'

/** How many labels were found, how many were not, and how many findings no label explains. */
export type Matches = { truePositive: number; falsePositive: number; falseNegative: number }

/** How much of a label findings must cover, and how much of a finding labels must explain. */
const COVERED_MIN = 0.5
const EXPLAINED_MIN = 1 / 3

/**
 * Compares the labels of one type with the findings of that type, as redaction would: a label is found when half of it
 * is covered, and a finding is false when labels explain less than a third of it. Sets cut addresses into pieces that
 * tools find as one, so that pairs of one label and one finding would tell nothing.
 */
export function match(labels: readonly Marked[], found: readonly Marked[]): Matches {
  const truePositive = labels.filter((label) => share(label, found) >= COVERED_MIN).length
  return {
    truePositive,
    falsePositive: found.filter((finding) => share(finding, labels) < EXPLAINED_MIN).length,
    falseNegative: labels.length - truePositive,
  }
}

/** What part of a stretch others cover; where they overlap each other it counts once. */
function share(one: Marked, others: readonly Marked[]): number {
  let covered = 0
  let at = one.start
  for (const { start, end } of others.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(at, start)
    const to = Math.min(one.end, end)
    if (to <= from) continue
    covered += to - from
    at = to
  }
  return covered / (one.end - one.start)
}
