/** Gives the header cell above a position in a CSV, TSV or Markdown table, or null when there is none. */
export type Tables = (at: number) => string | null

const LINE_MAX = 1_000
const SEPARATORS = /[,;\t|]/

/** Reads the tables of a text. Blocks are found once, on the first question. */
export function readTables(text: string): Tables {
  let starts: readonly number[] | undefined
  return (at) => {
    const line = text.slice(Math.max(0, at - LINE_MAX), at)
    const lineStart = line.lastIndexOf('\n')
    if (lineStart < 0) return null
    const before = line.slice(lineStart + 1)
    const column = before.split(SEPARATORS).length - 1
    if (column === 0 && !/^[^\n,;\t|]{0,100}[,;\t|]/.test(text.slice(at, at + 101))) return null
    starts ??= blockStarts(text)
    const start = lastUpTo(starts, at)
    const header = text.slice(start, start + LINE_MAX)
    const headerEnd = header.indexOf('\n')
    if (headerEnd < 0 || start + headerEnd >= at - before.length) return null
    return header.slice(0, headerEnd).split(SEPARATORS)[column] ?? null
  }
}

/** Blocks are parted by blank lines. */
function blockStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n', at + 2)) starts.push(at + 2)
  return starts
}

function lastUpTo(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= at) low = middle
    else high = middle - 1
  }
  return starts[low] as number
}
