import { describe, expect, it } from 'vitest'
import { csvRows, type FileRow, jsonLines, type RowReader, UploadFault } from './rows.ts'

const limits = { rowCharsMax: 100 }

/** Reads a text in pieces of a size: where a piece ends must make no difference. */
function rowsOf(reader: () => RowReader, text: string, size: number): FileRow[] {
  const { push, end } = reader()
  const rows: FileRow[] = []
  for (let at = 0; at < text.length; at += size) rows.push(...push(text.slice(at, at + size)))
  return [...rows, ...end()]
}
const sizes = [1, 2, 3, 7, 1_000]
const short = (rows: readonly FileRow[]) =>
  rows.map((row) => [row.line, 'fields' in row ? row.fields : row.fault] as const)

describe('CSV', () => {
  it.each(sizes)(
    'is read with quotes, line breaks in cells and every line ending, in pieces of %i',
    (size) => {
      const text = 'id,prompt\r\n1,"Hello, ""you"""\r\n2,"two\nlines"\n\n3,\n4,plain "quotes" stay'
      expect(short(rowsOf(() => csvRows(limits), text, size))).toEqual([
        [2, { id: '1', prompt: 'Hello, "you"' }],
        [3, { id: '2', prompt: 'two\nlines' }],
        [6, { id: '3', prompt: '' }],
        [7, { id: '4', prompt: 'plain "quotes" stay' }],
      ])
    },
  )

  it.each([';', '\t', '|'])('may be separated by %j, whatever stands in the rows or in quotes', (sign) => {
    const text = `id${sign}prompt${sign}model\n1${sign}a, b, c, d, e${sign}m\n`
    const quoted = text.replace('prompt', '"what, was, asked, ""here"""')
    for (const size of sizes) {
      expect(short(rowsOf(() => csvRows(limits), text, size))).toEqual([
        [2, { id: '1', prompt: 'a, b, c, d, e', model: 'm' }],
      ])
      expect(short(rowsOf(() => csvRows(limits), quoted, size))).toEqual([
        [2, { id: '1', 'what, was, asked, "here"': 'a, b, c, d, e', model: 'm' }],
      ])
    }
  })

  it.each(sizes)('may begin with a quote, also one that stands for itself, in pieces of %i', (size) => {
    expect(short(rowsOf(() => csvRows(limits), '"id","the ""prompt"""\n"1",""\n', size))).toEqual([
      [2, { id: '1', 'the "prompt"': '' }],
    ])
  })

  it.each(sizes)('may have one column and no line end, in pieces of %i', (size) => {
    expect(short(rowsOf(() => csvRows(limits), 'prompt\nHi', size))).toEqual([[2, { prompt: 'Hi' }]])
    expect(rowsOf(() => csvRows(limits), 'prompt', size)).toEqual([])
  })

  it.each(sizes)('begins where something stands, in pieces of %i', (size) => {
    expect(short(rowsOf(() => csvRows(limits), '\r\n\nid;prompt\n1;Hi\n', size))).toEqual([
      [4, { id: '1', prompt: 'Hi' }],
    ])
  })

  it.each([
    ['sep=;\r\n', ';'],
    ['\n SEP=|\n', '|'],
    ['sep=\t\n\n', '\t'],
    ['sep=,\n', ','],
  ])('may name its separator for Excel in a line of its own, as %j', (before, sign) => {
    const rows = `id${sign}prompt\n1${sign}a;b,c|d\n`.replace(`a;b,c|d`, `"a;b,c|d"`)
    for (const size of sizes) {
      const [row, ...more] = rowsOf(() => csvRows(limits), before + rows, size)
      expect([row && 'fields' in row && row.fields, more]).toEqual([{ id: '1', prompt: 'a;b,c|d' }, []])
      expect(row?.line).toBe(before.split('\n').length + 1)
    }
    expect(rowsOf(() => csvRows(limits), before, 3)).toEqual([])
  })

  it.each([
    ['with a name behind it', 'sep=;prompt\n1;Hi\n', { 'sep=': '1', prompt: 'Hi' }],
    ['without a separator', 'sep=\nHi\n', { 'sep=': 'Hi' }],
    ['below the names', 'sep;b\nsep=;\n', { sep: 'sep=', b: '' }],
  ])('has rows %s although they look like Excel’s', (_what, text, fields) => {
    expect(short(rowsOf(() => csvRows(limits), text, 1_000))).toEqual([[2, fields]])
  })

  it('may have a name that is empty', () => {
    expect(short(rowsOf(() => csvRows(limits), 'id,\n1,Hi\n', 1_000))).toEqual([[2, { id: '1', '': 'Hi' }]])
  })

  it('says of each row what tells it apart from every other, whether it can be read or not', () => {
    const texts = (rows: string) => rowsOf(() => csvRows(limits), `a,b\n${rows}\n`, 3).map(({ text }) => text)
    expect(new Set(['ab,c', 'a,bc', 'a,b', ',ab', 'ab,', 'ab', 'a,b,c', 'a,b,d'].flatMap(texts)).size).toBe(8)
    expect(texts('ab')).not.toEqual(texts('ba'))
    const lines = rowsOf(() => jsonLines(limits), '{"a":1}\n{"a":2}\n[1]\n[2]\n{3\n{4\n', 3)
    expect(new Set(lines.map(({ text }) => text)).size).toBe(6)
  })

  it('of one column is not cut at signs that only its rows hold', () => {
    expect(short(rowsOf(() => csvRows(limits), 'prompt\na|b\n', 4))).toEqual([[2, { prompt: 'a|b' }]])
  })

  it.each([
    ['a quote', 'a, b \n1,"x"', { a: '1', b: 'x' }],
    ['an escaped quote', 'a,b\n1,""""', { a: '1', b: '"' }],
    ['an empty cell', 'a,b\n1,', { a: '1', b: '' }],
    ['a carriage return', 'a,b\r\n1,xyz\r', { a: '1', b: 'xyz' }],
    ['the end of a row whose first cell is empty', 'a,b\n,x\n', { a: '', b: 'x' }],
    ['a row of nothing but spaces', 'a,b\n1,x\n  ', { a: '1', b: 'x' }],
  ])('may end with %s', (_, text, fields) => {
    for (const size of sizes) expect(short(rowsOf(() => csvRows(limits), text, size))).toEqual([[2, fields]])
  })

  it('may be as long as it likes, of rows that are not', () => {
    const longest = `1,${'x'.repeat(97)}\n`
    const rows = rowsOf(() => csvRows(limits), `a,b\n${longest.repeat(20)}`, 7)
    expect(rows).toHaveLength(20)
    expect(() => rowsOf(() => csvRows(limits), `a,b\n${longest}1,${'x'.repeat(98)}\n`, 7)).toThrow(
      'The row that begins at line 3 is longer than 100 characters: a quote may be missing.',
    )
    const header = 'h'.repeat(99)
    expect(rowsOf(() => csvRows(limits), `${header}\n1\n`, 1_000)).toHaveLength(1)
    expect(() => rowsOf(() => csvRows(limits), `h${header}\n1\n`, 1_000)).toThrow('begins at line 1')
  })

  it('that never ends its first line is not held', () => {
    const reader = csvRows(limits)
    expect(reader.push('x'.repeat(100))).toEqual([])
    expect(() => reader.push('x')).toThrow(UploadFault)
  })

  it('may lack cells at the end of a row, but not have more than there are names', () => {
    expect(short(rowsOf(() => csvRows(limits), 'a,b\n1\n1,2,3\n', 3))).toEqual([
      [2, { a: '1' }],
      [3, 'The row has 3 cells, and the first row names 2.'],
    ])
  })

  it('is given up where a quote is missing, with the line where it began', () => {
    expect(() => rowsOf(() => csvRows(limits), 'a,b\n1,"open', 5)).toThrow(
      'The row that begins at line 2 does not end.',
    )
    expect(() => rowsOf(() => csvRows(limits), 'a,"open', 5)).toThrow('begins at line 1 does not end.')
    expect(() => rowsOf(() => csvRows(limits), 'a;a', 5)).toThrow('Two columns have the same name.')
    expect(() => rowsOf(() => csvRows(limits), `a,b\n1,"${'x\n'.repeat(200)}`, 50)).toThrow(UploadFault)
    expect(() => rowsOf(() => csvRows(limits), 'a,a\n1,2\n', 50)).toThrow('Two columns have the same name.')
    expect(() => rowsOf(() => csvRows(limits), 'x'.repeat(300), 50)).toThrow(UploadFault)
  })

  it('without anything in it has no rows', () => {
    for (const text of ['', '\n', 'id,prompt', 'id,prompt\n']) {
      expect(rowsOf(() => csvRows(limits), text, 3)).toEqual([])
    }
  })
})

describe('JSON lines', () => {
  it.each(sizes)('are objects, one a line, and what is none is told by its line, in pieces of %i', (size) => {
    const text = '{"id":"1"}\r\n\n[1]\n{"id":\n"x"\n{"id":"2","prompt":"a\\nb"}\nnull\n  \n7'
    expect(short(rowsOf(() => jsonLines(limits), text, size))).toEqual([
      [1, { id: '1' }],
      [3, 'The line is not a JSON object.'],
      [4, 'The line is not JSON.'],
      [5, 'The line is not a JSON object.'],
      [6, { id: '2', prompt: 'a\nb' }],
      [7, 'The line is not a JSON object.'],
      [9, 'The line is not a JSON object.'],
    ])
  })

  it('say the same whatever their line ends with', () => {
    const texts = (text: string) => rowsOf(() => jsonLines(limits), text, 5).map((row) => row.text)
    expect(texts('{"a":1}\r\n {"a":1}\t\n{"a":1}')).toEqual(Array(3).fill('{"a":1}'))
  })

  it.each(sizes)('may have as many characters as a row may, in pieces of %i', (size) => {
    const longest = `{"a":"${'x'.repeat(92)}"}`
    const rows = rowsOf(() => jsonLines(limits), `${longest}\n${longest} \n${longest}`, size)
    expect(rows.map((row) => 'fields' in row)).toEqual([true, false, true])
  })

  it.each(sizes)('that are too long are passed over, without holding them, in pieces of %i', (size) => {
    const text = `{"a":"${'x'.repeat(500)}"}\n{"id":"2"}\n${'y'.repeat(101)}`
    const fault = 'The line is longer than 100 characters.'
    expect(short(rowsOf(() => jsonLines(limits), text, size))).toEqual([
      [1, fault],
      [2, { id: '2' }],
      [3, fault],
    ])
  })
})
