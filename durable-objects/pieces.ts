import type { TableName } from '../analytics/store/clickhouse.ts'
import { linesApart } from './following-rows.ts'
import { linesOf, linesToBytes } from './json-lines.ts'
import type { FlushPlan, LogEntry } from './stream-log.ts'

/** Rows of one table that go into one insert under one token, which is the same whenever it is sent. */
export type Piece = {
  token: string
  table: TableName
  bytes(): Uint8Array<ArrayBuffer>
  lines(): string[]
  /** What it is cut into when the store refuses it; none when nothing in it may be parted. */
  parts(): Piece[]
}

/** How a piece ended; one that was refused goes on as its parts, or is set aside when it has none. */
export type PieceEnd = 'stored' | 'refused'

/** What a range has for one table. `name` begins the tokens. */
export const wholePiece = (
  name: string,
  { fromSeq, toSeq }: FlushPlan,
  table: TableName,
  entries: readonly LogEntry[],
): Piece => ({
  token: `${name}-${fromSeq}-${toSeq}-${table}`,
  table,
  bytes: () => joined(entries),
  lines: () => entries.flatMap(({ body }) => linesOf(body)),
  parts: () => entries.map((entry) => pieceOf(name, entry, linesOf(entry.body), 0)),
})

/**
 * Halves, until the refused rows stand alone: one among thousands costs a few dozen inserts, not thousands, of which the
 * platform allows an object only so many at a time.
 */
function pieceOf(name: string, entry: LogEntry, lines: string[], first: number): Piece {
  const together = linesApart(entry.table)
  const half = Math.ceil(lines.length / together / 2) * together
  return {
    token: `${name}-${entry.seq}-${first}-${lines.length}`,
    table: entry.table,
    bytes: () => new Uint8Array(linesToBytes(lines)),
    lines: () => lines,
    parts: () =>
      lines.length <= together
        ? []
        : [
            pieceOf(name, entry, lines.slice(0, half), first),
            pieceOf(name, entry, lines.slice(half), first + half),
          ],
  }
}

/** Lines of a piece that were set aside. */
export function linesSetAside(piece: Piece, ends: ReadonlyMap<string, PieceEnd>): string[] {
  if (ends.get(piece.token) !== 'refused') return []
  const parts = piece.parts()
  return parts.length === 0 ? piece.lines() : parts.flatMap((part) => linesSetAside(part, ends))
}

function joined(entries: readonly LogEntry[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(entries.reduce((bytes, entry) => bytes + entry.body.byteLength, 0))
  let at = 0
  for (const entry of entries) {
    whole.set(new Uint8Array(entry.body), at)
    at += entry.body.byteLength
  }
  return whole
}
