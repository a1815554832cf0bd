import { jsonOf } from './json-text.ts'
/** A vendor's own words in an error body, and its machine-readable code. */
export type ErrorDetail = { detail: string | null; code: string | null }

const detailCharsMax = 200
const codePattern = /^[\w.#:/-]{1,100}$/

/**
 * What an error body says, on one line, without the keys that vendors like to repeat in it.
 *
 * Shapes: `{error: {message, code | type | status}}`, `{error: text, error_description}`, `{message}`, `{detail}`,
 * `{__type, message}` of AWS, `{errors: [{message}]}`.
 */
export function errorDetail(raw: string | null, headers: Readonly<Record<string, string>>): ErrorDetail {
  const body = recordOf(jsonOf(raw ?? ''))
  const error = recordOf(body.error)
  const first = recordOf(Array.isArray(body.errors) ? body.errors[0] : null)
  const message = firstText(
    error.message,
    body.error_description,
    body.message,
    body.Message,
    first.message,
    body.detail,
    body.error,
  )
  const code = firstText(body.__type, error.status, error.code, error.type, body.error, body.code)
  return {
    detail: message === null ? null : withoutKeys(message, headers),
    code: code !== null && codePattern.test(code) ? code : null,
  }
}

function withoutKeys(message: string, headers: Readonly<Record<string, string>>): string {
  const sent = Object.values(headers)
    .flatMap((value) => value.split(/\s+/))
    .filter((part) => part.length >= 8)
  const words = message.split(/\s+/).map((word) => {
    const looksLikeKey = word.length >= 12 && /[\d*]/.test(word)
    return looksLikeKey || sent.some((part) => word.includes(part)) ? '[hidden]' : word
  })
  return words.join(' ').slice(0, detailCharsMax)
}

function firstText(...values: unknown[]): string | null {
  return values.find((value): value is string => typeof value === 'string' && value !== '') ?? null
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
