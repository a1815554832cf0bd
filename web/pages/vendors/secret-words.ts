import { ApiError } from '../../lib/api.ts'

/** Whether the vendor could not be asked, so that a secret may be kept all the same. */
export function isUnasked(cause: unknown): boolean {
  return cause instanceof ApiError && cause.status === 503
}

/** Advice on a secret as it is pasted: what it usually looks like is known as a regular expression, and is no law. */
export function secretHint(pattern: string, value: string, plain: string): string {
  const text = value.trim()
  if (text === '' || pattern === '') return plain
  return matches(pattern, text)
    ? plain
    : 'This does not look like the usual secret of this kind. It is tried all the same.'
}

/** Whether a text is as the declaration wants it; one that this browser cannot read forbids nothing. */
export function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text)
  } catch {
    return true
  }
}

const anyDocument = '{ "type": "service_account" }'
const anyWord = 'a'.repeat(64)

/** Whether the usual secret of a kind is a JSON document, which comes as a file, rather than a line of text. */
export function isDocumentSecret(pattern: string): boolean {
  return pattern !== '' && matches(pattern, anyDocument) && !matches(pattern, anyWord)
}

/** What is told of a secret that was taken, and what the vendor told besides: a balance, a version. */
export function withNote(text: string, note: string | null): string {
  return note === null ? text : `${text} ${note}`
}
