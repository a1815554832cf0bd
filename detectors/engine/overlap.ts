import { type Finding, type Level, type Mechanism, mechanisms } from '../detector.ts'

const LEVELS: readonly Level[] = ['high', 'medium', 'low']

/**
 * Keeps one finding where several claim the same characters: the surer one, then the better mechanism, then the longer.
 * What a loser did not share with a winner is free for others. Regions stand beside everything.
 * Gives them in the order of the text.
 */
export function withoutOverlaps(
  findings: readonly Finding[],
  mechanismOf: (code: string) => Mechanism,
): readonly Finding[] {
  if (areApart(findings)) return findings
  const all = findings.toSorted(inOrder)
  if (areApart(all)) return all
  const kept = all.filter(({ code }) => mechanismOf(code) === 'region')
  const sorted = kept.length === 0 ? all : all.filter(({ code }) => mechanismOf(code) !== 'region')
  const rankOf = ({ code, level }: Finding) =>
    LEVELS.indexOf(level) * mechanisms.length + mechanisms.indexOf(mechanismOf(code))
  for (let first = 0, next = 0; first < sorted.length; first = next) {
    next = endOfCluster(sorted, first)
    if (next === first + 1) kept.push(sorted[first] as Finding)
    else kept.push(...winners(sorted.slice(first, next), rankOf))
  }
  return kept.sort(inOrder)
}

/** Tells whether findings come in the order of the text and none touches another. */
function areApart(findings: readonly Finding[]): boolean {
  let end = -1
  for (const finding of findings) {
    if (finding.start < end) return false
    end = finding.end
  }
  return true
}

/** The number after that of the last of some findings from a number on of which each touches one before it. */
function endOfCluster(sorted: readonly Finding[], first: number): number {
  let { end } = sorted[first] as Finding
  let next = first + 1
  for (; next < sorted.length; next++) {
    const finding = sorted[next] as Finding
    if (finding.start >= end) break
    end = Math.max(end, finding.end)
  }
  return next
}

function winners(rivals: readonly Finding[], rankOf: (finding: Finding) => number): readonly Finding[] {
  const offset = (rivals[0] as Finding).start
  const taken = new Uint8Array(rivals.reduce((end, one) => Math.max(end, one.end), 0) - offset)
  const best = rivals.toSorted((a, b) => rankOf(a) - rankOf(b) || b.end - b.start - (a.end - a.start))
  return best.filter(({ start, end }) => {
    if (taken.subarray(start - offset, end - offset).includes(1)) return false
    taken.fill(1, start - offset, end - offset)
    return true
  })
}

function inOrder(a: Finding, b: Finding): number {
  return a.start - b.start || b.end - a.end
}
