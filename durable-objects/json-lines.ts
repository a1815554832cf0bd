import type { TableName } from '../analytics/store/clickhouse.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Lines of UTF-8, each with its end. */
export function linesToBytes(lines: readonly string[]): ArrayBuffer {
  return encoder.encode(lines.length === 0 ? '' : `${lines.join('\n')}\n`).buffer as ArrayBuffer
}

/** The lines of what `linesToBytes` made. */
export function linesOf(body: ArrayBuffer | Uint8Array): string[] {
  const text = decoder.decode(body).trimEnd()
  return text === '' ? [] : text.split('\n')
}

/** Senders choose the ids of events; a slash, which those cannot hold, keeps the other tables' ids apart. */
export const nameOf = (table: TableName, id: string): string => (table === 'events' ? id : `${table}/${id}`)
