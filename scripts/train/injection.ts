import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { calibrated } from './injection/calibration.ts'
import { corpus } from './injection/corpus.ts'
import { judgedHeldOut, LONG_DOCUMENTS } from './injection/held-out.ts'
import { learnOften, prepared } from './injection/learner.ts'
import { packed } from './injection/packing.ts'
import { heldOutSummary, heldOutTable } from './injection/report.ts'

const help = `Learns the weights of the prompt injection detector, always the same ones from the same data.

  npm run train:injection -- --data DIR [--check]

  --data DIR   the folder with injection/labelled.jsonl, clean.jsonl and pii/
  --check      compare with the committed weights and write nothing`

const EPOCHS = 8
const TIMES = 5
const path = join(import.meta.dirname, '../../detectors/prompt-injection/weights.ts')

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help || values.data === undefined) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else train(values.data, values.check)

function train(dataDir: string, isCheck: boolean): void {
  const rows = corpus(dataDir).map(prepared)
  console.error(`${rows.length} texts, ${rows.filter(({ isAttack }) => isAttack).length} of them attacks`)
  const judged = judgedHeldOut(rows, EPOCHS)
  const evidence = calibrated(judged.filter(({ row }) => row.family !== LONG_DOCUMENTS))
  console.log(`${heldOutTable(judged, evidence)}\n\n${heldOutSummary(judged, evidence)}`)
  const file = packed(learnOften(rows, EPOCHS, TIMES), evidence)
  if (!isCheck) writeFileSync(path, file)
  else if (readFileSync(path, 'utf8') !== file) {
    console.error('The committed weights are other ones.')
    process.exitCode = 1
  } else console.error('The committed weights are the same.')
}
