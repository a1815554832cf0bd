/** Gives the header cell above a position in a CSV, TSV or Markdown table, or null when there is none. */
export type Tables = (at: number) => string | null

const LINE_MAX = 2_000
const QUOTE = 34
/** Separators, the least common in prose first. */
const SEPARATORS = ['|', '\t', ';', ','].map((separator) => separator.charCodeAt(0))

/** A line of a text, and the first line of the table that it belongs to. */
interface Line {
  readonly start: number
  readonly end: number
  readonly separator: number
  readonly count: number
  readonly header: number
}

/**
 * Reads the tables of a text: lines one below the other with the same separator as often, outside quotes, the first
 * of them the header. They are found once, on the first question.
 */
export function readTables(text: string): Tables {
  let lines: readonly Line[] | undefined
  return (at) => {
    lines ??= text.includes('\n') ? linesOf(text) : []
    if (lines.length === 0) return null
    const place = lastUpTo(lines, at)
    const line = lines[place] as Line
    const header = lines[line.header] as Line
    if (line.count === 0 || line.header === place) return null
    const column = countOf(text, line.start, at, line.separator)
    return cellOf(text, header, column)
  }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    const [separator, count] = end - start > LINE_MAX ? [0, 0] : mainSeparator(text, start, end)
    const above = lines.at(-1)
    const continues =
      above !== undefined && count > 0 && above.separator === separator && above.count === count
    lines.push({ start, end, separator, count, header: continues ? above.header : lines.length })
    start = end + 1
  }
  return lines
}

function mainSeparator(
  text: string,
  start: number,
  end: number,
): readonly [separator: number, count: number] {
  for (const separator of SEPARATORS) {
    const count = countOf(text, start, end, separator)
    if (count > 0) return [separator, count]
  }
  return [0, 0]
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

function lastUpTo(lines: readonly Line[], at: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle] as Line).start <= at) low = middle
    else high = middle - 1
  }
  return low
}
