import { createReadStream } from 'node:fs'
import { readCsv } from './csv.ts'
import { readLines } from './json-lines.ts'

export type Format = 'jsonl' | 'csv'

/** What one line of the file holds by name, or why it cannot be used. */
export type LineRecord =
  | { readonly line: number; readonly record: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string }

/** The file is not what it is said to be; nothing more of it can be read. */
export class UnreadableFile extends Error {}

/** Reads a file record by record. `onBytes` hears how many bytes each piece had. Errors: UnreadableFile. */
export function readRecords(
  path: string,
  format: Format,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<LineRecord> {
  const text = decoded(path, onBytes)
  return format === 'csv' ? csvRecords(text) : jsonRecords(text)
}

async function* decoded(path: string, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const stream = createReadStream(path)
  let bytesRead = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true })
      bytesRead += chunk.byteLength
      onBytes(chunk.byteLength)
      yield text
    }
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UnreadableFile(`the file is not UTF-8 (somewhere after byte ${bytesRead})`)
  } finally {
    stream.destroy()
  }
}

async function* jsonRecords(text: AsyncIterable<string>): AsyncGenerator<LineRecord> {
  for await (const read of readLines(text)) {
    if ('problem' in read) yield read
    else yield { line: read.line, ...parsed(read.text) }
  }
}

function parsed(text: string): { record: Record<string, unknown> } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      return { record: value as Record<string, unknown> }
    }
    return { problem: 'the line is JSON but not an object' }
  } catch {
    return { problem: 'the line is not JSON' }
  }
}

async function* csvRecords(text: AsyncIterable<string>): AsyncGenerator<LineRecord> {
  let names: readonly string[] | null = null
  for await (const row of readCsv(text)) {
    if ('problem' in row) {
      if (names === null) throw new UnreadableFile(`the header cannot be read: ${row.problem}`)
      yield row
    } else if (names === null) {
      names = row.fields.map((name) => name.trim())
      const twice = names.find((name, index) => names?.indexOf(name) !== index)
      if (twice !== undefined) throw new UnreadableFile(`the header names the column "${twice}" twice`)
    } else if (row.fields.length !== names.length) {
      yield { line: row.line, problem: `${row.fields.length} fields under a header of ${names.length}` }
    } else {
      yield {
        line: row.line,
        record: Object.fromEntries(names.map((name, index) => [name, row.fields[index]])),
      }
    }
  }
}
