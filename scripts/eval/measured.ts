import { detectors } from '../../detectors/index.ts'
import type { Row } from './evaluation.ts'
import { precision, recall } from './statistics.ts'

/** Sets whose labels are complete, so that a finding without a label is wrong. */
const COMPLETE = new Set(['generated', 'own', 'records', 'own injection'])
/** What was written by hand and never trained on: a hundred attacks, and as many harmless texts with their words. */
const WRITTEN = new Set(['attacks', 'harmless, trigger words'])
/** With fewer values a share says little. */
const VALUES_MIN = 20

/** What each detector reaches on labelled values, as the source of a module. */
export function measuredModule(rows: readonly Row[]): string {
  const lines = detectors.flatMap(({ code }) => {
    const own = rows.filter((row) => isOf(code, row))
    const sum = (count: 'truePositive' | 'falsePositive' | 'falseNegative') =>
      own.reduce((all, row) => all + row[count], 0)
    const counts = {
      truePositive: sum('truePositive'),
      falsePositive: sum('falsePositive'),
      falseNegative: sum('falseNegative'),
    }
    const n = counts.truePositive + counts.falseNegative
    const [right, found] = [precision(counts), recall(counts)]
    if (n < VALUES_MIN || right === null || found === null) return []
    return [`  ${code}: { precision: ${rounded(right.value)}, recall: ${rounded(found.value)}, n: ${n} },`]
  })
  return `/**
 * Precision and recall of detectors on labelled texts; \`n\` is the number of labelled values. Written by
 * \`npm run eval -- --data DIR --write\`, not by hand.
 */
export const measuredDetectors: Readonly<Record<string, { precision: number; recall: number; n: number }>> = {
${lines.join('\n')}
}
`
}

function isOf(code: string, { set, type, tier, tool }: Row): boolean {
  if (tool !== 'aegisflow' || tier !== undefined || !COMPLETE.has(set)) return false
  return code === 'prompt_injection' ? set === 'own injection' && WRITTEN.has(type) : type === code
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}
