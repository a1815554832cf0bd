import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownConsole } from './own-console.ts'

test('a start keeps what was built then, and nothing of a start before', () => {
  const [built, dataDir] = ['built', 'data'].map((name) => mkdtempSync(join(tmpdir(), `console-${name}-`)))
  if (built === undefined || dataDir === undefined) throw new Error('no folders')
  try {
    writeFileSync(join(built, 'index-1.js'), 'one')
    const own = ownConsole(built, dataDir)
    rmSync(join(built, 'index-1.js'))
    writeFileSync(join(built, 'index-2.js'), 'two')
    expect(readFileSync(join(own, 'index-1.js'), 'utf8')).toBe('one')
    expect(readdirSync(ownConsole(built, dataDir))).toEqual(['index-2.js'])
  } finally {
    for (const folder of [built, dataDir]) rmSync(folder, { recursive: true })
  }
})
