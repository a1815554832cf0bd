import { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Failure } from './failure.ts'

/** Of lists in the order of their ids. */
export const idPosition = z.strictObject({ id: z.string() })

/** Of lists in the order in which things were made. */
export const datedPosition = z.strictObject({ createdAtMs: z.int(), id: z.string() })

/** An opaque cursor: where a page ended. */
export function encodeCursor(position: unknown): string {
  return btoa(JSON.stringify(position)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The position that a cursor stands for. Errors: 400 for what we did not hand out. */
export function decodeCursor<Shape extends z.ZodType>(
  cursor: string | undefined,
  shape: Shape,
): Result<z.output<Shape> | null, Failure> {
  if (cursor === undefined) return ok(null)
  try {
    return ok(shape.parse(JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))))
  } catch {
    return fail({ kind: 'bad_request', message: 'The cursor is not one of ours.' })
  }
}

/**
 * Cuts a page of at most `limit` off rows that were asked for with one more, which tells whether another page follows.
 * `positionOf` is where a row stands: what the list's cursors hold.
 */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => unknown,
): { shown: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { shown, nextCursor: last === undefined ? null : encodeCursor(positionOf(last)) }
}

const placePosition = z.strictObject({ at: z.int().min(0) })

/**
 * A page of a list that is at hand whole: all of it, or from a cursor on, unless a limit is named. Errors: 400 for a
 * cursor that we did not hand out.
 */
export function pageOfWhole<Item>(
  items: readonly Item[],
  { limit, cursor }: { limit?: number | undefined; cursor?: string | undefined },
): Result<{ items: Item[]; next_cursor: string | null }, Failure> {
  const position = decodeCursor(cursor, placePosition)
  if (!position.ok) return position
  const from = position.value?.at ?? 0
  const until = limit === undefined ? items.length : from + limit
  return ok({
    items: items.slice(from, until),
    next_cursor: until < items.length ? encodeCursor({ at: until }) : null,
  })
}
