/** A line of a file, or why it cannot be read. */
export type TextLine =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly problem: string }

/**
 * Lines without their LF or CRLF; empty ones are passed over. (`node:readline` also breaks at U+2028, which may
 * stand inside a JSON string.) Units: `lineCharsMax` UTF-16 code units.
 */
export async function* readLines(
  chunks: AsyncIterable<string>,
  lineCharsMax = 10 * 1024 * 1024,
): AsyncGenerator<TextLine> {
  let line = 1
  let held = ''
  let isTooLong = false
  const whole = function* (): Generator<TextLine> {
    const text = held.endsWith('\r') ? held.slice(0, -1) : held
    if (isTooLong) yield { line, problem: `the line is longer than ${lineCharsMax} characters` }
    else if (text.trim() !== '') yield { line, text }
    held = ''
    isTooLong = false
    line += 1
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let to = chunk.indexOf('\n'); to !== -1; to = chunk.indexOf('\n', from)) {
      held += chunk.slice(from, to)
      yield* whole()
      from = to + 1
    }
    held += chunk.slice(from)
    if (held.length > lineCharsMax) {
      isTooLong = true
      held = ''
    }
  }
  yield* whole()
}
