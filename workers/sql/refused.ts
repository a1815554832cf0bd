import { SqlRefusal, sqlCodes } from '../../analytics/sql/refusal.ts'
import { ServerFault } from '../../analytics/sql/server-fault.ts'
import type { Failure } from '../http/failure.ts'

/** A place in a text, counted from 1. Units: characters. */
type TextPosition = { offset: number; line: number; column: number }

/** Why a query gave no answer, as a failure of the API. Errors: throws what is no such reason again. */
export function sqlFailure(error: unknown, text: string): Failure {
  if (error instanceof SqlRefusal) {
    if (error.code === sqlCodes.tooMany[0])
      return { kind: 'rate_limited', message: `${error.message}. Try again in a moment.`, retryAfterS: 1 }
    return badQuery(error, placeOfWord(text, error.word))
  }
  if (!(error instanceof ServerFault)) throw error
  if (error.kind === 'away')
    return { kind: 'unavailable', message: 'The event store does not answer right now.', retryAfterS: 5 }
  if (error.kind === 'busy')
    return {
      kind: 'rate_limited',
      message: 'The event store is busy. Try again in a moment.',
      retryAfterS: 1,
    }
  const at = error.atByte === null ? placeOfWord(text, error.word) : placeOfByte(text, error.atByte)
  return badQuery(error, at)
}

function badQuery(
  { code, codeName, message }: { code: number; codeName: string; message: string },
  position: TextPosition | null,
): Failure {
  return { kind: 'bad_query', message, exception: { code, name: codeName }, position }
}

/** Where a word stands in a text for the first time, outside of longer words. */
function placeOfWord(text: string, word: string | null): TextPosition | null {
  if (word === null || word === '') return null
  const plain = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const found = new RegExp(`(?<![\\w])${plain}(?![\\w])`, 'i').exec(text)
  return found === null ? null : positionAt(text, found.index)
}

/** Source: ClickHouse counts bytes from 1. */
function placeOfByte(text: string, byte: number): TextPosition {
  const before = new TextEncoder().encode(text).subarray(0, Math.max(0, byte - 1))
  return positionAt(text, new TextDecoder().decode(before).length)
}

function positionAt(text: string, index: number): TextPosition {
  const before = text.slice(0, index)
  const line = before.split('\n').length
  return { offset: index + 1, line, column: index - before.lastIndexOf('\n') }
}
