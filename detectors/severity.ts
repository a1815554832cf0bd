import type { Finding, Severity } from './detector.ts'

/** Orders severities; a greater rank is worse. */
export const severityRank: Readonly<Record<Severity, number>> = Object.freeze({
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
})

/** The finding that matters most: the worst severity, then the surest, then the first in the text. */
export function mostSevere<F extends Finding>(findings: readonly F[]): F | undefined {
  return findings.toSorted(
    (a, b) =>
      severityRank[b.severity] - severityRank[a.severity] || b.confidence - a.confidence || a.start - b.start,
  )[0]
}
