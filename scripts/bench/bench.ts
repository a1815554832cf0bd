import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Bench, Figure, Reading, Size } from './figure.ts'
import { startInstance } from './instance.ts'
import { registry } from './registry.ts'
import { jsonLine, table } from './report.ts'

const help = `Measures this machine. Every figure has a process and an instance of its own, in a temporary folder.

  npm run bench [-- NAME NAME] [--only NAME,NAME] [--sizes 1m,10m,100m] [--quick] [--data DIR]

${registry.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n')}`

const removeTriesMax = 50
let isStopping = false
let measuring: ChildProcess | null = null
const undos: (() => Promise<unknown> | unknown)[] = []
const folders = new Set<string>()
let cleaning: Promise<void> = Promise.resolve()

/** Undoes what the running figure has set up, after any cleaning under way; also when it was cut off in the middle. */
function cleanUp(): Promise<void> {
  cleaning = cleaning.then(async () => {
    for (const undo of undos.splice(0).reverse()) {
      try {
        await undo()
      } catch (error) {
        console.error('Cleaning up:', error)
      }
    }
  })
  return cleaning
}

/** Tries again while a process that is ending still writes into the folder. */
async function remove(path: string): Promise<void> {
  for (let tries = 0; existsSync(path) && tries < removeTriesMax; tries++) {
    if (tries > 0) await sleep(100)
    rmSync(path, { recursive: true, force: true, maxRetries: 3 })
  }
  if (existsSync(path)) throw new Error(`${path} is still there`)
  folders.delete(path)
}

/** Sizes as they are asked for: whole millions of events, each a multiple of the one before. */
function sizesOf(text: string): Size[] {
  return text.split(',').map((label) => {
    const millions = Number(/^(\d+)m$/.exec(label.trim())?.[1])
    if (!(millions > 0)) throw new Error(`not a size like 10m: ${label}`)
    return { label: label.trim(), rows: millions * 1_000_000 }
  })
}

type Given = Pick<Bench, 'isQuick' | 'data' | 'sizes'>

function benchFor(given: Given): Bench {
  const later: Bench['later'] = (undo) => {
    undos.push(undo)
  }
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'aegisflow-bench-'))
    folders.add(path)
    later(() => remove(path))
    return path
  }
  const instance = () => {
    const starting = startInstance(folder())
    later(async () => (await starting.catch(() => null))?.stop())
    return starting
  }
  return { ...given, folder, instance, later, note: (text) => console.error(`  ${text}`) }
}

/** Measures one figure and tells whoever started this process. */
async function measure({ name, summary, measure }: Figure, given: Given): Promise<void> {
  console.error(`${name}: ${summary}`)
  try {
    const readings = await measure(benchFor(given))
    for (const reading of readings) console.log(jsonLine(reading))
    process.send?.(readings)
  } catch (error) {
    // What was cut off fails in its own way; the signal's handler ends the process.
    if (!isStopping) throw error
  } finally {
    await cleanUp()
    process.disconnect?.()
  }
}

/** Measures each figure in a process of its own: what one leaves in memory would count as the next one's. */
async function measureApart(names: readonly string[], flags: readonly string[]): Promise<void> {
  const all: Reading[] = []
  for (const name of names) {
    measuring = fork(import.meta.filename, ['--one', name, ...flags])
    measuring.on('message', (readings: Reading[]) => all.push(...readings))
    const [code] = await once(measuring, 'exit')
    if (isStopping) process.exit(130)
    if (code !== 0) throw new Error(`${name} was not measured`)
  }
  console.log(`\n${table(all)}`)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    // How a figure's own process is told which it measures.
    one: { type: 'string' },
    data: { type: 'string' },
    sizes: { type: 'string', default: '1m,10m' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const named = [...positionals, ...(values.only?.split(',') ?? [])].map((name) => name.trim())
const only = named.length === 0 ? undefined : named
const unknown = only?.filter((name) => !registry.some((figure) => figure.name === name)) ?? []
// A signal while an instance starts ends the process before it can be stopped.
process.on('exit', () => {
  for (const path of folders) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    isStopping = true
    if (measuring) measuring.kill(signal)
    else void cleanUp().then(() => process.exit(130))
  })
}
const one = registry.find(({ name }) => name === values.one)
if (values.help) console.log(help)
else if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}.\n\n${help}`)
  process.exitCode = 2
} else if (one) {
  await measure(one, {
    isQuick: values.quick,
    data: values.data ?? null,
    sizes: values.quick ? sizesOf('1m') : sizesOf(values.sizes),
  })
} else {
  const names = registry.map(({ name }) => name).filter((name) => only?.includes(name) ?? true)
  const data = values.data === undefined ? [] : ['--data', values.data]
  await measureApart(names, ['--sizes', values.sizes, ...(values.quick ? ['--quick'] : []), ...data])
}
