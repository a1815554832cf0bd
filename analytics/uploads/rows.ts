/** A row of a file: what it holds, or why it cannot be read. `text` is what it says, for an id of its own. */
export type FileRow = { line: number; text: string } & (
  | { fields: Readonly<Record<string, unknown>> }
  | { fault: string }
)

/** The file cannot be read any further. The message is for its sender. */
export class UploadFault extends Error {}

/** Reads a file piece by piece: `push` gives the rows that a piece completes, `end` what is left. */
export type RowReader = { push(text: string): FileRow[]; end(): FileRow[] }

type Limits = { rowCharsMax: number }

/** JSON objects, one a line. */
export function jsonLines({ rowCharsMax }: Limits): RowReader {
  let held = ''
  let line = 0
  let isTooLong = false
  const rowOf = (text: string): FileRow[] => {
    line++
    if (isTooLong || text.length > rowCharsMax) {
      isTooLong = false
      return [{ line, text: '', fault: `The line is longer than ${rowCharsMax} characters.` }]
    }
    const plain = text.trim()
    if (plain === '') return []
    try {
      const value: unknown = JSON.parse(plain)
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return [{ line, text: plain, fields: value as Record<string, unknown> }]
      }
      return [{ line, text: plain, fault: 'The line is not a JSON object.' }]
    } catch {
      return [{ line, text: plain, fault: 'The line is not JSON.' }]
    }
  }
  return {
    push(text) {
      const lines = (held + text).split('\n')
      held = lines.pop() ?? ''
      const rows = lines.flatMap(rowOf)
      if (held.length > rowCharsMax) {
        isTooLong = true
        held = ''
      }
      return rows
    },
    end: () => (held === '' && !isTooLong ? [] : rowOf(held)),
  }
}

const separators = [',', ';', '\t', '|'] as const

/**
 * Rows of a CSV file under the names of its first row. The separator is what stands in that row most often, outside of
 * quotes: a comma, a semicolon, a tab or a bar. A line before it that only names the separator for Excel (`sep=;`) is
 * no row. Source: RFC 4180. Errors: UploadFault for a row that does not end.
 */
export function csvRows({ rowCharsMax }: Limits): RowReader {
  let separator: string | null = null
  let names: string[] | null = null
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  /** The piece ended with a quote, which is half of an escaped one or the end of the cell. */
  let endsInQuote = false
  let line = 1
  let startLine = 1
  let chars = 0
  let held = ''

  const closeRow = (rows: FileRow[]): void => {
    cells.push(cell)
    const found = cells
    const at = startLine
    cells = []
    cell = ''
    chars = 0
    startLine = line
    if (found.length === 1 && found[0]?.trim() === '') return
    if (names === null && found.length === 2 && /^sep=$/i.test(found[0]?.trim() ?? '') && found[1] === '')
      return
    const text = found.join('\u001f')
    if (names === null) {
      names = found.map((name) => name.trim())
      if (new Set(names).size < names.length) throw new UploadFault('Two columns have the same name.')
    } else if (found.length > names.length) {
      const fault = `The row has ${found.length} cells, and the first row names ${names.length}.`
      rows.push({ line: at, text, fault })
    } else {
      const fields = Object.fromEntries(found.map((value, index) => [names?.[index] ?? '', value] as const))
      rows.push({ line: at, text, fields })
    }
  }

  const read = (text: string, rows: FileRow[]): void => {
    for (const sign of text) {
      if (++chars > rowCharsMax) {
        throw new UploadFault(
          `The row that begins at line ${startLine} is longer than ${rowCharsMax} characters: a quote may be missing.`,
        )
      }
      if (endsInQuote) {
        endsInQuote = false
        if (sign === '"') {
          cell += '"'
          continue
        }
        isQuoted = false
      }
      if (isQuoted) {
        if (sign === '"') endsInQuote = true
        else cell += sign
        if (sign === '\n') line++
      } else if (sign === '"' && cell === '') isQuoted = true
      else if (sign === separator) {
        cells.push(cell)
        cell = ''
      } else if (sign === '\n') {
        line++
        if (cell.endsWith('\r')) cell = cell.slice(0, -1)
        closeRow(rows)
      } else cell += sign
    }
  }

  return {
    push(text) {
      const rows: FileRow[] = []
      if (separator !== null) {
        read(text, rows)
        return rows
      }
      held += text
      const header = held.trimStart()
      const end = header.indexOf('\n')
      if (end === -1 && held.length <= rowCharsMax) return rows
      separator = separatorOf(end === -1 ? header : header.slice(0, end))
      read(held, rows)
      held = ''
      return rows
    },
    end() {
      const rows: FileRow[] = []
      if (separator === null && held !== '') {
        separator = separatorOf(held)
        read(held, rows)
      }
      if (isQuoted && !endsInQuote)
        throw new UploadFault(`The row that begins at line ${startLine} does not end.`)
      if (cell !== '' || cells.length > 0) {
        if (cell.endsWith('\r')) cell = cell.slice(0, -1)
        closeRow(rows)
      }
      return rows
    },
  }
}

function separatorOf(header: string): string {
  const plain = header.replaceAll(/"[^"]*"/g, '')
  const count = (sign: string): number => plain.split(sign).length
  return separators.reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}
