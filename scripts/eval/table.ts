import type { Row } from './evaluation.ts'
import { f1, falseRate, precision, recall, type Share } from './statistics.ts'

const columns = [
  'set',
  'type',
  'tier',
  'tool',
  'n',
  'precision',
  'recall',
  'F1',
  'false hits',
  'false rate',
] as const

/** The rows as lines of text with aligned columns; shares come with their 95 % interval. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.set,
    row.type,
    row.tier ?? '',
    row.tool,
    String(row.n),
    row.truePositive + row.falseNegative > 0 ? written(precision(row)) : '-',
    written(recall(row)),
    row.truePositive + row.falseNegative > 0 ? (f1(row)?.toFixed(3) ?? '-') : '-',
    Number.isNaN(row.falsePositive) ? '-' : String(row.falsePositive),
    written(falseRate(row, row.n)),
  ])
  const lines = [[...columns], ...cells]
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines.map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')).join('\n')
}

/** The same figures for programs. */
export function json(rows: readonly Row[]): string {
  const full = rows.map((row) => ({
    ...row,
    precision: precision(row),
    recall: recall(row),
    f1: f1(row),
    falseRate: falseRate(row, row.n),
  }))
  return `${JSON.stringify(full, null, 2)}\n`
}

function written(share: Share | null): string {
  if (share === null) return '-'
  return `${share.value.toFixed(3)} [${share.low.toFixed(3)}, ${share.high.toFixed(3)}]`
}
