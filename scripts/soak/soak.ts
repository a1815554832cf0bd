import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { registry } from './registry.ts'

const help = `Runs for long, with faults, and says whether everything is still right in the end.

  npm run soak [-- NAME NAME] [--seed TEXT] [--short]

${registry.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join('\n')}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    short: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const unknown = positionals.filter((name) => !registry.some((each) => each.name === name))

if (values.help) console.log(help)
else if (unknown.length > 0) {
  console.error(`There is no soak ${unknown.join(', ')}.\n\n${help}`)
  process.exitCode = 2
} else {
  const seed = values.seed ?? new Date().toISOString().slice(0, 10)
  for (const { name, run } of registry.filter(
    (each) => positionals.length === 0 || positionals.includes(each.name),
  )) {
    const dataDir = mkdtempSync(join(tmpdir(), 'aegisflow-soak-'))
    console.log(`${name}, seed ${seed}`)
    try {
      const wrong = await run({
        dataDir,
        seed,
        isShort: values.short,
        note: (text) => console.log(`  ${text}`),
      })
      for (const text of wrong) console.error(`  WRONG: ${text}`)
      console.log(`${name}: ${wrong.length === 0 ? 'all right' : `${wrong.length} wrong`}`)
      if (wrong.length > 0) process.exitCode = 1
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    }
  }
}
