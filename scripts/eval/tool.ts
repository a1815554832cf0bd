/** A stretch of text that a tool takes for a kind of data. Units: UTF-16 code units, end exclusive. */
export type Marked = { readonly type: string; readonly start: number; readonly end: number }

/** Something that finds personal data in text: the project, or a package that does the same. */
export type Tool = {
  readonly name: string
  find(text: string): Promise<readonly Marked[]>
}

/** The spans of a text that a tool replaced by placeholders; each placeholder tells its type. */
export function spansOf(
  text: string,
  redacted: string,
  placeholder: RegExp,
  typeOf: (placeholder: string) => string,
): Marked[] {
  const marks = [...redacted.matchAll(placeholder)].filter((mark) => mark[0] !== '')
  const spans: Marked[] = []
  let at = 0
  let copied = 0
  for (const [i, mark] of marks.entries()) {
    const start = at + (mark.index - copied)
    copied = mark.index + mark[0].length
    const nextAt = marks[i + 1]?.index ?? redacted.length
    const between = redacted.slice(copied, nextAt)
    const found = i === marks.length - 1 ? text.length - between.length : text.indexOf(between, start + 1)
    const end = found < start ? text.length : found
    spans.push({ type: typeOf(mark[0]), start, end })
    at = end
  }
  return spans
}
