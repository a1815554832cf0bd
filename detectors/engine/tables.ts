/** Gives the header cell above a position in a CSV, TSV or Markdown table, or null when there is none. */
export type Tables = (at: number) => string | null

const LINE_MAX = 2_000
const QUOTE = 34
/** Separators, the least common in prose first. */
const SEPARATORS = ['|', '\t', ';', ','].map((separator) => separator.charCodeAt(0))
/** For each unit the number of the separator that it is, from 1. */
const NUMBERS = new Uint8Array(65_536)
SEPARATORS.forEach((separator, i) => {
  NUMBERS[separator] = i + 1
})

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
  const lines: (Line | undefined)[] = []
  const lineOf = (all: readonly number[], number: number): Line => {
    const known = lines[number]
    if (known !== undefined) return known
    const line = lineAt(text, all[number] as number, (all[number + 1] ?? text.length + 1) - 1)
    lines[number] = line
    return line
  }
  return (at) => {
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
