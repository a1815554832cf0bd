import { appendFile, chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type KeyLine, openAnswerKey, readAnswerKey } from './answer-key.ts'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answer-key-'))
  path = join(folder, 'key.jsonl')
})
afterEach(() => rm(folder, { recursive: true }))

const line = (index: number): KeyLine => ({
  id: `event-${index}`,
  index,
  at: '2026-11-18T10:00:00.000Z',
  planted: [{ code: 'pii_ip', field: 'prompt', start: 3, end: 14, text: '203.0.113.7' }],
})

it('begins empty and gives back what was written, in order', async () => {
  const key = await openAnswerKey(path)
  expect(await key.last()).toBe(null)
  await key.append([line(0), line(1)])
  await key.append([line(2)])
  expect(await key.last()).toEqual(line(2))
  expect(await readAnswerKey(path)).toEqual([line(0), line(1), line(2)])
})

it('is readable by its owner alone, also when it was not before', async () => {
  await writeFile(path, '')
  await chmod(path, 0o644)
  await openAnswerKey(path)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

it('goes on behind a line that was torn off', async () => {
  await (await openAnswerKey(path)).append([line(0), line(1)])
  await appendFile(path, JSON.stringify(line(2)).slice(0, 40))
  const key = await openAnswerKey(path)
  expect(await key.last()).toEqual(line(1))
  await key.append([line(2)])
  expect(await readAnswerKey(path)).toEqual([line(0), line(1), line(2)])
})

it('passes over lines that are not of its shape', async () => {
  await writeFile(path, `${JSON.stringify(line(4))}\n{"id":"x"}\n[]\nnull\n`)
  expect(await (await openAnswerKey(path)).last()).toEqual(line(4))
})

it('finds the last line of a long key', async () => {
  const key = await openAnswerKey(path)
  await key.append(Array.from({ length: 1_500 }, (_, i) => line(i)))
  expect(await key.last()).toEqual(line(1_499))
})
