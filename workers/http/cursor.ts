import type { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Failure } from './failure.ts'

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
