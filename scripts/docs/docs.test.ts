import { execFile } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { registry } from './registry.ts'

const script = fileURLToPath(new URL('docs.ts', import.meta.url))
/** Node starts anew for each run. */
const limitMs = 60_000
const folder = mkdtempSync(join(tmpdir(), 'aegisflow-docs-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What the script complains of; empty when it ends well. */
const run = (...options: string[]) =>
  promisify(execFile)(process.execPath, [script, ...options], { encoding: 'utf8' }).then(
    () => '',
    (error: { stderr: string }) => error.stderr,
  )

test(
  'every page that is made from the code is as the code says',
  async () => {
    expect(await run('--check')).toBe('')
  },
  limitMs,
)

test(
  'a page that is missing or was changed by hand is found out, and made anew',
  async () => {
    const [first] = registry.map(({ path }) => path)
    expect(await run('--check', '--in', folder)).toContain(first)
    expect(await run('--in', folder)).toBe('')
    expect(await run('--check', '--in', folder)).toBe('')
    appendFileSync(join(folder, first ?? ''), 'by hand')
    expect(await run('--check', '--in', folder)).toContain(first)
  },
  limitMs,
)
