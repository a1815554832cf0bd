import { describe, expect, it } from 'vitest'
import type { TableName } from '../analytics/store/clickhouse.ts'
import { linesSetAside, type Piece, type PieceEnd, wholePiece } from './pieces.ts'

const plan = { fromSeq: 7, toSeq: 9, createdAtMs: 0, attempts: 0 }

/** A range of entries, each a list of lines. */
function pieceOf(
  entries: readonly (readonly string[])[],
  table: TableName = 'events',
  name = 'org-0',
): Piece {
  const logged = entries.map((lines, index) => ({
    ...{ seq: 7 + index, table, batchId: 'b', rows: lines.length },
    body: new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')).buffer as ArrayBuffer,
  }))
  return wholePiece(name, plan, table, logged)
}
const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `{"id":"${from + at}"}`)
const textOf = (piece: Piece) => new TextDecoder().decode(piece.bytes())
const everyPiece = (piece: Piece): Piece[] => [piece, ...piece.parts().flatMap(everyPiece)]
const linesIn = (pieces: readonly Piece[]) => pieces.map((piece) => piece.lines())

describe('a range', () => {
  const [first, second] = [numbered(5), numbered(3, 5)]
  const whole = pieceOf([first, second])

  it('is all of its lines in their order, as they leave', () => {
    expect(whole.lines()).toEqual([...first, ...second])
    expect(textOf(whole)).toBe([...first, ...second].map((line) => `${line}\n`).join(''))
    expect(whole).toMatchObject({ token: 'org-0-7-9-events', table: 'events' })
    expect(textOf(pieceOf([]))).toBe('')
  })

  it('is cut into its entries, and those in halves until each row stands alone', () => {
    expect(linesIn(whole.parts())).toEqual([first, second])
    const [five, three] = whole.parts()
    expect(linesIn(five?.parts() ?? [])).toEqual([first.slice(0, 3), first.slice(3)])
    expect(linesIn(three?.parts() ?? [])).toEqual([second.slice(0, 2), second.slice(2)])
    const alone = everyPiece(whole).filter((piece) => piece.parts().length === 0)
    expect(linesIn(alone).flat()).toEqual([...first, ...second])
    expect(alone.every((piece) => piece.lines().length === 1)).toBe(true)
    for (const piece of everyPiece(whole))
      expect(textOf(piece)).toBe(
        piece
          .lines()
          .map((line) => `${line}\n`)
          .join(''),
      )
  })

  it('has a token for each of its pieces, the same whenever it is cut and of no other piece, range or log', () => {
    const tokens = (piece: Piece) => everyPiece(piece).map(({ token }) => token)
    expect(tokens(pieceOf([first, second]))).toEqual(tokens(whole))
    const elsewhere = [
      ...tokens(whole),
      ...tokens(pieceOf([first, second], 'events', 'org-1')),
      wholePiece('org-0', { ...plan, fromSeq: 8 }, 'events', []).token,
      wholePiece('org-0', { ...plan, toSeq: 8 }, 'events', []).token,
      wholePiece('org-0', plan, 'evidence', []).token,
    ]
    expect(new Set(elsewhere).size).toBe(elsewhere.length)
    // A range that was written down by a version of before goes on under its tokens.
    expect(tokens(pieceOf([[], second]).parts()[1] ?? whole)).toEqual([
      ...['org-0-8-0-3', 'org-0-8-0-2', 'org-0-8-0-1', 'org-0-8-1-1', 'org-0-8-2-1'],
    ])
    expect(everyPiece(pieceOf([first], 'evidence')).every(({ table }) => table === 'evidence')).toBe(true)
  })

  it('of corrections is never cut between the two rows of one', () => {
    const pairs = pieceOf([numbered(10)], 'event_corrections')
    const alone = everyPiece(pairs).filter((piece) => piece.parts().length === 0)
    expect(linesIn(alone)).toEqual([0, 2, 4, 6, 8].map((at) => numbered(2, at)))
    expect(everyPiece(pairs).every((piece) => piece.lines().length % 2 === 0)).toBe(true)
    expect(everyPiece(pairs).map((piece) => piece.lines().length)).toEqual([10, 10, 6, 4, 2, 2, 2, 4, 2, 2])
  })
})

describe('what was set aside of a range', () => {
  const whole = pieceOf([numbered(4), numbered(2, 4)])
  const [four, two] = whole.parts()
  const [left, right] = four?.parts() ?? []
  const [zero, one] = left?.parts() ?? []
  const endsOf = (ends: readonly [Piece | undefined, PieceEnd][]) =>
    new Map(ends.map(([piece, end]) => [piece?.token ?? '', end]))

  it('is the rows that were refused alone, and nothing around them', () => {
    const refused = [whole, four, left, one].map((piece) => [piece, 'refused'] as const)
    const stored = [right, zero, two].map((piece) => [piece, 'stored'] as const)
    expect(linesSetAside(whole, endsOf([...refused, ...stored] as [Piece, PieceEnd][]))).toEqual(
      numbered(1, 1),
    )
  })

  it('is nothing of what is in, or has not ended', () => {
    expect(linesSetAside(whole, endsOf([[whole, 'stored']]))).toEqual([])
    expect(linesSetAside(whole, new Map())).toEqual([])
    expect(linesSetAside(whole, endsOf([[whole, 'refused']]))).toEqual([])
    // Rows that were refused once, of a piece that is in by now.
    expect(
      linesSetAside(
        whole,
        endsOf([
          [whole, 'stored'],
          [four, 'refused'],
          [left, 'refused'],
          [one, 'refused'],
        ]),
      ),
    ).toEqual([])
  })
})
