import { evaluation } from '../evaluation.ts'
import { measure } from '../measure.ts'
import { tools } from '../tools.ts'
import { readLabelled } from './given.ts'

/** Longer documents whose labels are incomplete: recall means something here, false hits do not. */
export const technology = evaluation({
  name: 'technology',
  measure: async (dataDir) => {
    const rows = await measure('technology', readLabelled(dataDir, 'technology.jsonl'), tools)
    return rows.map((row) => ({ ...row, falsePositive: Number.NaN }))
  },
})
