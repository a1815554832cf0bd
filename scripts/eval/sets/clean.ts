import { evaluation, type Row } from '../evaluation.ts'
import { readLines } from '../lines.ts'
import type { Tool } from '../tool.ts'
import { tools } from '../tools.ts'

/** Source code and documentation in which nothing is to be found: false hits by type. `n` counts characters. */
export const clean = evaluation({
  name: 'clean',
  measure: async (dataDir) => countHits('clean', readLines<{ text: string }>(dataDir, 'clean.jsonl'), tools),
})

/** One row per tool and type, and one for all types; `n` counts characters. */
async function countHits(
  set: string,
  texts: readonly { readonly text: string }[],
  measured: readonly Tool[],
): Promise<Row[]> {
  const rows: Row[] = []
  const n = texts.reduce((sum, { text }) => sum + text.length, 0)
  for (const tool of measured) {
    const hits = new Map<string, number>([['all', 0]])
    for (const { text } of texts) {
      for (const { type } of await tool.find(text)) {
        for (const kind of [type, 'all']) hits.set(kind, (hits.get(kind) ?? 0) + 1)
      }
    }
    for (const [type, falsePositive] of hits) {
      rows.push({ set, type, tool: tool.name, truePositive: 0, falsePositive, falseNegative: 0, n })
    }
  }
  return rows
}
