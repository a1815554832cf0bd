import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { registry } from './registry.ts'

const help = `Makes the pages of docs/ that come from the code.

  npm run docs [-- --check] [--in FOLDER]

  --check  writes nothing; ends with status 1 and the names of those that are not as the code says
  --in     another folder than the repository`

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    in: { type: 'string', default: fileURLToPath(new URL('../..', import.meta.url)) },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) console.log(help)
else {
  for (const { path, render } of registry) {
    const file = join(values.in, path)
    const text = await render()
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    if (values.check) {
      console.error(`${path} is not as the code says; run npm run docs.`)
      process.exitCode = 1
    } else {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
      console.log(path)
    }
  }
}
