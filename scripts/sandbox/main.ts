import { parseArgs } from 'node:util'
import { startSandbox } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string' },
    'with-parent': { type: 'boolean', default: false },
  },
})
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  throw new RangeError('--port needs a port, or 0 for any')

const sandbox = await startSandbox({ port, ...(values.seed === undefined ? {} : { seed: values.seed }) })
console.log(`sandbox listening on ${sandbox.url}`)

async function end(): Promise<void> {
  await sandbox.stop()
  process.exit(0)
}
process.once('SIGINT', end)
process.once('SIGTERM', end)

// A launcher that is killed hard cannot end its children; a change of parent is how they learn of it.
const parent = process.ppid
if (values['with-parent']) setInterval(() => process.ppid !== parent && end(), 500).unref()
