import { evaluation, type Row } from '../evaluation.ts'
import { readLines } from '../lines.ts'
import { tools } from '../tools.ts'

/** Ordinary prompts: in how many of them each tool finds something, by type. `n` counts prompts. */
export const benign = evaluation({
  name: 'prompts',
  measure: async (dataDir) => {
    const texts = readLines<{ text: string }>(dataDir, 'prompts.jsonl')
    const rows: Row[] = []
    for (const tool of tools) {
      const hits = new Map<string, number>([['all', 0]])
      for (const { text } of texts) {
        const types = new Set((await tool.find(text)).map(({ type }) => type))
        for (const type of types.size === 0 ? [] : [...types, 'all'])
          hits.set(type, (hits.get(type) ?? 0) + 1)
      }
      for (const [type, falsePositive] of hits) {
        rows.push({
          set: 'prompts',
          type,
          tool: tool.name,
          truePositive: 0,
          falsePositive,
          falseNegative: 0,
          n: texts.length,
        })
      }
    }
    return rows
  },
})
