import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'

const MAIN = new URL('./main.ts', import.meta.url).pathname
const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function start(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  return child
}

async function urlOf(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout ?? []) {
    const url = /^sandbox listening on (http:\/\/127\.0\.0\.1:\d+)$/m.exec(String(chunk))?.[1]
    if (url) return url
  }
  throw new Error('ended without an address')
}

const answers = (url: string) =>
  fetch(`${url}/openai/v1/models`).then(
    (response) => response.status === 401,
    () => false,
  )

it('tells its address, answers there, and ends well when asked to', async () => {
  const child = start([MAIN, '--port', '0', '--seed', 'main'])
  expect(await answers(await urlOf(child))).toBe(true)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('ends with its parent when told to, even one that is killed', async () => {
  const launcher = `
    const child = require('node:child_process').spawn(
      process.execPath, [${JSON.stringify(MAIN)}, '--port', '0', '--with-parent'], { stdio: 'inherit' })
    child.on('exit', process.exit)`
  const parent = start(['--eval', launcher])
  const url = await urlOf(parent)
  expect(await answers(url)).toBe(true)
  parent.kill('SIGKILL')
  await expect.poll(() => answers(url), { timeout: 30_000, interval: 100 }).toBe(false)
})

it('refuses a port that is none', async () => {
  const child = spawn(process.execPath, [MAIN, '--port', '99999'], { stdio: 'ignore' })
  started.push(child)
  expect(await once(child, 'exit')).toEqual([1, null])
})
