import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ORDER_BUCKETS } from '../../detectors/prompt-injection/order-features.ts'
import { TASK_BUCKETS } from '../../detectors/prompt-injection/task-features.ts'
import { corpus, hands } from './orders/corpus.ts'
import { aboutTasks, toReaders } from './orders/generated.ts'
import { learn, prepared } from './orders/learner.ts'
import { packed } from './orders/packing.ts'
import { heldOut } from './orders/report.ts'
import { ofReaders, ofTasks } from './orders/windows.ts'

const help = `Learns the weights of orders for machines in documents, always the same ones from the same data.

  npm run train:orders -- --data DIR [--check]

  --data DIR   the folder with injection/labelled.jsonl, clean.jsonl and pii/
  --check      compare with the committed weights and write nothing`

const folder = join(import.meta.dirname, '../../detectors/prompt-injection')

/** What is learned: from which templates and places, into which file, and the log odds at which it is a finding in a fetched document. */
const MODELS = [
  {
    manner: toReaders,
    windowsOf: ofReaders,
    file: 'order-weights.ts',
    packing: { name: 'orderModel', about: 'orders for machines', count: ORDER_BUCKETS },
    finding: 0.22,
  },
  {
    manner: aboutTasks,
    windowsOf: ofTasks,
    file: 'task-weights.ts',
    packing: { name: 'taskModel', about: 'orders that turn from a task', count: TASK_BUCKETS },
    finding: 0.52,
  },
] as const

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
  for (const { manner, windowsOf, file, packing, finding } of MODELS) {
    const samples = corpus(dataDir, manner).map((sample) => prepared(sample, windowsOf))
    const count = samples.reduce((sum, { windows }) => sum + windows.length, 0)
    console.error(`${packing.about}: ${samples.length} documents, ${count} places in them`)
    console.log(heldOut(samples, hands, finding))
    const weights = packed(learn(samples), packing)
    const path = join(folder, file)
    if (!isCheck) writeFileSync(path, weights)
    else if (readFileSync(path, 'utf8') !== weights) {
      console.error(`The committed weights of ${packing.about} are other ones.`)
      process.exitCode = 1
    } else console.error(`The committed weights of ${packing.about} are the same.`)
  }
}
