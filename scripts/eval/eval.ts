import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Row } from './evaluation.ts'
import { measuredModule } from './measured.ts'
import { registry } from './registry.ts'
import { json, table } from './table.ts'

const help = `Measures detection on labelled sets, beside the packages that do the same.

  npm run eval -- --data DIR [--only NAME,NAME] [--json FILE] [--write]

  --write   also writes what each detector reaches, which the catalogue shows

${registry.map(({ name }) => `  ${name}`).join('\n')}`

const measuredPath = new URL('../../analytics/measured-detectors.ts', import.meta.url)

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const only = values.only?.split(',').map((name) => name.trim())
const unknown = only?.filter((name) => !registry.some((one) => one.name === name)) ?? []
if (values.help) console.log(help)
else if (values.data === undefined || !existsSync(values.data) || unknown.length > 0) {
  console.error(unknown.length > 0 ? `There is no set ${unknown.join(', ')}.` : 'Say where the data is.')
  console.error(`\n${help}`)
  process.exitCode = 2
} else {
  const rows: Row[] = []
  for (const { name, measure } of registry) {
    if (only !== undefined && !only.includes(name)) continue
    console.error(`${name} ...`)
    rows.push(...(await measure(values.data)))
  }
  console.log(table(rows))
  if (values.json !== undefined) writeFileSync(values.json, json(rows))
  if (values.write) writeFileSync(measuredPath, measuredModule(rows))
}
// One of the packages leaves threads behind that would keep the process alive.
process.exit()
