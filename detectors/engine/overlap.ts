import type { Finding, Level, Mechanism } from '../detector.ts'

const LEVELS: readonly Level[] = ['high', 'medium', 'low']
const MECHANISMS: readonly Mechanism[] = ['literal', 'checksum', 'keyword', 'shape']

/**
 * Keeps one finding where several claim the same characters: the surer one, then the better mechanism, then the longer.
 * Gives them in the order of the text.
 */
export function withoutOverlaps(
  findings: readonly Finding[],
  mechanismOf: (code: string) => Mechanism,
): readonly Finding[] {
  if (findings.length < 2) return findings
  const better = (a: Finding, b: Finding) =>
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    MECHANISMS.indexOf(mechanismOf(a.code)) - MECHANISMS.indexOf(mechanismOf(b.code)) ||
    b.end - b.start - (a.end - a.start)
  const kept: Finding[] = []
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    let stands = true
    while (stands) {
      const rival = kept.at(-1)
      if (rival === undefined || rival.end <= finding.start) break
      if (better(finding, rival) < 0) kept.pop()
      else stands = false
    }
    if (stands) kept.push(finding)
  }
  return kept
}
