/** A record of a CSV file, or why there is none; `line` is where it begins. */
export type CsvRow =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly problem: string }

/**
 * Reads comma-separated records as RFC 4180 has them: quotes around fields, doubled inside, line breaks within
 * quotes; LF ends a record as well as CRLF. Empty lines are passed over. After a malformed record it goes on with
 * the next line. Units: `fieldCharsMax` UTF-16 code units.
 */
export async function* readCsv(
  chunks: AsyncIterable<string>,
  fieldCharsMax = 10 * 1024 * 1024,
): AsyncGenerator<CsvRow> {
  const rows: CsvRow[] = []
  const take = csvReader((row) => rows.push(row), fieldCharsMax)
  for await (const chunk of chunks) {
    take(chunk)
    yield* rows.splice(0)
  }
  take(null)
  yield* rows
}

type State = 'start' | 'plain' | 'quoted' | 'closed' | 'returned' | 'skipping'

const special = /[",\r\n]/g

/** The state between chunks; null ends the file. */
function csvReader(emit: (row: CsvRow) => void, fieldCharsMax: number): (chunk: string | null) => void {
  let state: State = 'start'
  let fields: string[] = []
  let field = ''
  let quoted = false
  let line = 1
  let beganAt = 1

  const spoil = (problem: string) => {
    emit({ line: beganAt, problem })
    state = 'skipping'
  }
  const endField = () => {
    fields.push(field)
    field = ''
    state = 'start'
  }
  const endRecord = () => {
    if (state !== 'skipping' && (fields.length > 0 || field !== '' || quoted)) {
      endField()
      emit({ line: beganAt, fields })
    }
    fields = []
    field = ''
    quoted = false
    state = 'start'
    beganAt = line
  }
  const append = (text: string) => {
    if (state === 'skipping') return
    field += text
    if (field.length > fieldCharsMax) spoil(`a field is longer than ${fieldCharsMax} characters`)
  }
  const inQuotes = (chunk: string, from: number): number => {
    const quote = chunk.indexOf('"', from)
    const to = quote === -1 ? chunk.length : quote
    const text = chunk.slice(from, to)
    line += linesIn(text)
    if (quote !== -1) state = 'closed'
    append(text)
    return quote === -1 ? to : to + 1
  }
  const atSpecial = (mark: string) => {
    if (mark === '\n') {
      line += 1
      endRecord()
    } else if (state === 'skipping') return
    else if (state === 'returned') spoil('a carriage return stands alone')
    else if (mark === '\r') state = 'returned'
    else if (mark === ',') endField()
    else if (state === 'start') {
      quoted = true
      state = 'quoted'
    } else if (state === 'closed') {
      append('"')
      state = 'quoted'
    } else spoil('a quote stands in a field that does not begin with one')
  }

  return (chunk) => {
    if (chunk === null) {
      if (state === 'quoted') spoil('a quoted field does not end')
      return endRecord()
    }
    for (let at = 0; at < chunk.length; ) {
      if (state === 'quoted') {
        at = inQuotes(chunk, at)
        continue
      }
      special.lastIndex = at
      const next = special.exec(chunk)?.index ?? chunk.length
      if (next > at) {
        if (state === 'closed') spoil('something stands after a closing quote')
        else if (state === 'returned') spoil('a carriage return stands alone')
        else if (state === 'start') state = 'plain'
        append(chunk.slice(at, next))
      }
      const mark = chunk[next]
      if (mark !== undefined) atSpecial(mark)
      at = next + 1
    }
  }
}

function linesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}
