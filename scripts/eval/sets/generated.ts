import { evaluation } from '../evaluation.ts'
import { measure } from '../measure.ts'
import { aegisflowWithLow, tools } from '../tools.ts'
import { readLabelled } from './given.ts'

/** Generated sentences whose labels are complete. */
export const generated = evaluation({
  name: 'generated',
  measure: (dataDir) =>
    measure('generated', readLabelled(dataDir, 'generated.jsonl'), [...tools, aegisflowWithLow]),
})
