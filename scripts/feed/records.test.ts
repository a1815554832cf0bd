import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLines } from './json-lines.ts'
import { type Format, readRecords, UnreadableFile } from './records.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feed-records-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

async function recordsOf(content: string | Buffer, format: Format) {
  const path = join(folder, 'file')
  writeFileSync(path, content)
  return all(readRecords(path, format))
}

describe('readRecords', () => {
  test('reads objects of JSON lines, with a BOM, CRLF and empty lines', async () => {
    expect(await recordsOf('\ufeff{"text":"a"}\r\n\r\n{"text":"b"}', 'jsonl')).toEqual([
      { line: 1, record: { text: 'a' } },
      { line: 3, record: { text: 'b' } },
    ])
  })

  test('keeps a JSON string whole that holds a line separator', async () => {
    const [read] = await recordsOf('{"text":"a\u2028b"}\n', 'jsonl')
    expect(read).toEqual({ line: 1, record: { text: 'a\u2028b' } })
  })

  test.each(['{"text":', '["a"]', '"a"', 'null', '3'])('reports %s and reads the next line', async (line) => {
    expect(await recordsOf(`${line}\n{"text":"b"}\n`, 'jsonl')).toEqual([
      { line: 1, problem: expect.any(String) },
      { line: 2, record: { text: 'b' } },
    ])
  })

  test('names the fields of CSV by its header, with a BOM before it', async () => {
    expect(await recordsOf('\ufefftext,model\r\n"a,\r\nb",m\r\n', 'csv')).toEqual([
      { line: 2, record: { text: 'a,\r\nb', model: 'm' } },
    ])
  })

  test.each(['a\n', 'a,b,c\n'])(
    'reports a CSV record that has not as many fields as the header: %j',
    async (row) => {
      expect(await recordsOf(`text,model\n${row}x,y\n`, 'csv')).toEqual([
        { line: 2, problem: expect.stringContaining('header of 2') },
        { line: 3, record: { text: 'x', model: 'y' } },
      ])
    },
  )

  test.each([
    ['a header that names a column twice', 'text,text\na,b\n'],
    ['a header that is malformed', 'te"xt\na\n'],
    ['bytes that are not UTF-8', Buffer.from([0x74, 0x65, 0x78, 0x74, 0x0a, 0xe9, 0x0a])],
  ])('refuses %s', async (_, content) => {
    await expect(recordsOf(content, 'csv')).rejects.toThrow(UnreadableFile)
  })

  test('counts the bytes it has read', async () => {
    const path = join(folder, 'counted')
    writeFileSync(path, '{"text":"ä"}\n')
    let bytes = 0
    await all(readRecords(path, 'jsonl', (more) => (bytes += more)))
    expect(bytes).toBe(14)
  })
})

describe('readLines', () => {
  test('reports a line longer than the limit, wherever the pieces are cut, and reads the next', async () => {
    async function* pieces() {
      yield 'abcd\nab'
      yield 'cde'
      yield 'fg\nab\n'
    }
    expect(await all(readLines(pieces(), 4))).toEqual([
      { line: 1, text: 'abcd' },
      { line: 2, problem: 'the line is longer than 4 characters' },
      { line: 3, text: 'ab' },
    ])
  })
})
