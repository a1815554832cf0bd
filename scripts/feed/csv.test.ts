import { describe, expect, test } from 'vitest'
import { type CsvRow, readCsv } from './csv.ts'

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function rowsOf(text: string, size = text.length, fieldCharsMax?: number): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  for await (const row of readCsv(pieces(text, size), fieldCharsMax)) rows.push(row)
  return rows
}

const fieldsOf = async (text: string, size?: number) =>
  (await rowsOf(text, size)).map((row) => ('fields' in row ? row.fields : row.problem))

describe('readCsv', () => {
  test.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a,,\n', [['a', '', '']]],
    [',\n', [['', '']]],
    ['""\n', [['']]],
    ['"a,b","c ""d"" e"\n', [['a,b', 'c "d" e']]],
    ['"one\ntwo\r\nthree",x\n', [['one\ntwo\r\nthree', 'x']]],
    ['a\n\n\r\nb\n', [['a'], ['b']]],
    [' a , b \n', [[' a ', ' b ']]],
    ['', []],
  ])('reads %j', async (text, rows) => {
    expect(await fieldsOf(text)).toEqual(rows)
  })

  test('reads the same whatever the pieces it comes in', async () => {
    const text = 'id,text\r\n1,"he said ""no"",\r\nthen left"\r\n2,plain\r\n3,""\r\n'
    const whole = await rowsOf(text)
    for (let size = 1; size < text.length; size++) expect(await rowsOf(text, size)).toEqual(whole)
  })

  test('says on which line a record begins, counting line breaks within quotes', async () => {
    const rows = await rowsOf('a\n"x\ny\nz"\nlast\n')
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 5])
  })

  test.each([
    ['a quote within a plain field', 'a"b,c\nok\n'],
    ['text after a closing quote', '"a"b,c\nok\n'],
    ['a carriage return alone', 'a\rb\nok\n'],
  ])('reports %s and goes on with the next line', async (_, text) => {
    const rows = await rowsOf(text)
    expect(rows).toEqual([
      { line: 1, problem: expect.any(String) },
      { line: 2, fields: ['ok'] },
    ])
  })

  test('reports a quoted field that does not end', async () => {
    expect(await rowsOf('a\n"b\nc\n')).toEqual([
      { line: 1, fields: ['a'] },
      { line: 2, problem: 'a quoted field does not end' },
    ])
  })

  test('gives up a field that is longer than the limit, and takes one that is as long', async () => {
    const rows = await rowsOf('abcd\nabcde\n"abcde"\n', 2, 4)
    expect(rows.map((row) => 'fields' in row)).toEqual([true, false, false])
  })
})
