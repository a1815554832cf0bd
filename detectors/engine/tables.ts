/** Gives the header cell above a position in a CSV, TSV or Markdown table, or the column of an SQL insert; else null. */
export type Tables = (at: number) => string | null

const LINE_MAX = 2_000
const STATEMENT_MAX = 2_000
const INSERTS_MAX = 50
const QUOTE = 34
/** Separators, the least common in prose first. */
const SEPARATORS = ['|', '\t', ';', ','].map((separator) => separator.charCodeAt(0))
/** For each unit the number of the separator that it is, from 1. */
const NUMBERS = new Uint8Array(65_536)
SEPARATORS.forEach((separator, i) => {
  NUMBERS[separator] = i + 1
})

/** The columns of an insert, up to its first row of values. */
const INSERT = /insert into [^\s(]{1,80}\s{0,4}\(([^()\n]{1,400})\)\s{0,4}values\s{0,4}(?=\()/gi
const APOSTROPHE = 39
const OPENS = 40
const COMMA = 44

/** An insert: where its values begin, where its statement ends, and the names of its columns. */
interface Insert {
  readonly start: number
  readonly end: number
  readonly columns: readonly string[]
}

/** A line of a text. */
interface Line {
  readonly start: number
  readonly end: number
  readonly separator: number
  readonly count: number
  /** The number of the first line of its table, once it was looked for. */
  header: number | null
}

/**
 * Reads the tables of a text: lines one below the other with the same separator as often, outside quotes, the first
 * of them the header. A line is read when it is asked about, and those above it as far as its table goes; each once.
 */
export function readTables(text: string): Tables {
  let starts: readonly number[] | undefined
  let inserts: readonly Insert[] | undefined
  const lines: (Line | undefined)[] = []
  const lineOf = (all: readonly number[], number: number): Line => {
    const known = lines[number]
    if (known !== undefined) return known
    const line = lineAt(text, all[number] as number, (all[number + 1] ?? text.length + 1) - 1)
    lines[number] = line
    return line
  }
  return (at) => {
    const before = text.charCodeAt(at - 1)
    if (before === APOSTROPHE || before === OPENS) {
      inserts ??= insertsOf(text)
      for (const insert of inserts)
        if (at >= insert.start && at < insert.end) return columnOf(text, insert, at)
    }
    starts ??= startsOf(text)
    const number = lastUpTo(starts, at)
    const line = lineOf(starts, number)
    if (line.count === 0) return null
    let header = number
    for (let top = line; top.header === null && header > 0; header--) {
      const above = lineOf(starts, header - 1)
      if (above.separator !== line.separator || above.count !== line.count) break
      top = above
    }
    header = lines[header]?.header ?? header
    for (let row = number; row > header && lines[row]?.header === null; row--)
      (lines[row] as Line).header = header
    if (header === number) return null
    return cellOf(text, lines[header] as Line, countOf(text, line.start, at, line.separator))
  }
}

/** The inserts of a text; a statement ends with its line's semicolon, or where the next one begins. */
function insertsOf(text: string): readonly Insert[] {
  const inserts: Insert[] = []
  if (!text.includes('VALUES') && !text.includes('values')) return inserts
  for (const match of text.matchAll(INSERT)) {
    const start = match.index + match[0].length
    const closing = text.indexOf(';\n', start)
    const end = Math.min(closing < 0 ? text.length : closing, start + STATEMENT_MAX)
    inserts.push({ start, end, columns: (match[1] ?? '').split(',') })
  }
  return inserts.slice(0, INSERTS_MAX)
}

/** The column of the value that stands at a position. */
function columnOf(text: string, { start, columns }: Insert, at: number): string | null {
  let column = 0
  let isQuoted = false
  for (let i = start; i < at; i++) {
    const code = text.charCodeAt(i)
    if (code === APOSTROPHE) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (code === OPENS) column = 0
    else if (code === COMMA) column++
  }
  return columns[column] ?? null
}

/** Where lines begin. */
function startsOf(text: string): readonly number[] {
  const starts = [0]
  for (let found = text.indexOf('\n'); found >= 0; found = text.indexOf('\n', found + 1))
    starts.push(found + 1)
  return starts
}

/** Reads a line for itself: the first of the separators that stands in it, and how often. */
function lineAt(text: string, start: number, end: number): Line {
  const counts = [0, 0, 0, 0, 0]
  let isQuoted = false
  for (let i = start; i < end && end - start <= LINE_MAX; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) isQuoted = !isQuoted
    const number = NUMBERS[code] as number
    if (number > 0 && !isQuoted) counts[number] = (counts[number] as number) + 1
  }
  const number = counts.findIndex((count) => count > 0)
  return { start, end, separator: SEPARATORS[number - 1] ?? 0, count: counts[number] ?? 0, header: null }
}

function countOf(text: string, start: number, end: number, separator: number): number {
  let count = 0
  let isQuoted = false
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) isQuoted = !isQuoted
    else if (code === separator && !isQuoted) count++
  }
  return count
}

function cellOf(text: string, { start, end, separator }: Line, column: number): string {
  let place = 0
  let isQuoted = false
  let from = start
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) isQuoted = !isQuoted
    if (code !== separator || isQuoted) continue
    if (place === column) return text.slice(from, i)
    place++
    from = i + 1
  }
  return text.slice(from, end)
}

function lastUpTo(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= at) low = middle
    else high = middle - 1
  }
  return low
}
