import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { corpus, hands } from './orders/corpus.ts'
import { learn, prepared } from './orders/learner.ts'
import { packed } from './orders/packing.ts'
import { heldOut } from './orders/report.ts'

const help = `Learns the weights of orders for machines in documents, always the same ones from the same data.

  npm run train:orders -- --data DIR [--check]

  --data DIR   the folder with injection/labelled.jsonl, clean.jsonl and pii/
  --check      compare with the committed weights and write nothing`

const path = join(import.meta.dirname, '../../detectors/prompt-injection/order-weights.ts')

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
  const samples = corpus(dataDir).map(prepared)
  const count = samples.reduce((sum, { windows }) => sum + windows.length, 0)
  console.error(`${samples.length} documents, ${count} names of readers in them`)
  console.log(heldOut(samples, hands))
  const file = packed(learn(samples))
  if (!isCheck) writeFileSync(path, file)
  else if (readFileSync(path, 'utf8') !== file) {
    console.error('The committed weights are other ones.')
    process.exitCode = 1
  } else console.error('The committed weights are the same.')
}
