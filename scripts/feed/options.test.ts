import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readOptions, WrongUse } from './options.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feed-options-'))
  writeFileSync(join(folder, 'demo.json'), JSON.stringify({ url: 'http://127.0.0.1:1', api_key: 'afk_demo' }))
})
afterAll(() => rmSync(folder, { recursive: true }))

const read = (...args: string[]) => readOptions(args, { AEGISFLOW_DATA_DIR: folder })

describe('readOptions', () => {
  test('needs only a file where the demo has run', () => {
    expect(read('a.jsonl')).toEqual({
      file: 'a.jsonl',
      format: 'jsonl',
      url: 'http://127.0.0.1:1',
      key: 'afk_demo',
      batch: 200,
    })
  })

  test('takes address and key from the command line first', () => {
    expect(read('a.csv', '--url', 'https://x.test', '--key', 'afk_1')).toMatchObject({
      format: 'csv',
      url: 'https://x.test',
      key: 'afk_1',
    })
  })

  test.each([
    ['50/s', 50],
    ['0.5', 0.5],
  ])('reads the rate %s', (rate, ratePerS) => {
    expect(read('a.csv', '--rate', rate)).toMatchObject({ ratePerS })
  })

  test('gives nothing when help is asked for', () => {
    expect(read('--help')).toBeNull()
  })

  test.each([
    ['no file', []],
    ['two files', ['a.csv', 'b.csv']],
    ['an unknown option', ['a.csv', '--speed', '9']],
    ['an unknown ending', ['a.txt']],
    ['an unknown format', ['a.csv', '--format', 'xml']],
    ['a rate of none', ['a.csv', '--rate', '0/s']],
    ['a rate per minute', ['a.csv', '--rate', '9/m']],
    ['an empty batch', ['a.csv', '--batch', '0']],
    ['a batch beyond what the server takes', ['a.csv', '--batch', '10001']],
    ['an address that is none', ['a.csv', '--url', 'localhost']],
  ])('refuses %s', (_, args) => {
    expect(() => read(...args)).toThrow(WrongUse)
  })

  test('refuses when there is no demo and no address', () => {
    expect(() =>
      readOptions(['a.csv', '--key', 'afk_1'], { AEGISFLOW_DATA_DIR: join(folder, 'none') }),
    ).toThrow(WrongUse)
  })
})
