import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Failure } from './failure.ts'

/** Units: bytes. A Worker has 128 MB for everything; a body is held about four times while it is read. */
export const bodyBytesMax = 10 * 1024 * 1024

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
const escapedSurrogate = /\\u[dD][89a-fA-F]/

/** Reads the fields of a form within the limit. Errors: 413. */
export async function readForm(
  request: Request,
  bytesMax = bodyBytesMax,
): Promise<Result<URLSearchParams, Failure>> {
  const bytes = await readBytes(request, bytesMax)
  return bytes.ok ? ok(new URLSearchParams(new TextDecoder().decode(bytes.value))) : bytes
}

/** Whether a request has no body at all: where nothing has to be said, nobody has to send `{}`. */
export const saysNothing = ({ body, headers }: Request): boolean =>
  (body === null || headers.get('content-length') === '0') && !headers.has('content-type')

/** Reads a JSON body within the limit. Errors: 413, 415, 400 for what is not UTF-8 or not JSON. */
export async function readJson(request: Request, bytesMax = bodyBytesMax): Promise<Result<unknown, Failure>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    return fail({ kind: 'unsupported_media_type', expected: 'application/json' })
  }
  const bytes = await readBytes(request, bytesMax)
  return bytes.ok ? jsonOf(bytes.value) : bytes
}

/** Bytes as JSON. Errors: 400 for what is not UTF-8 or not JSON. */
export function jsonOf(bytes: Uint8Array<ArrayBuffer>): Result<unknown, Failure> {
  try {
    const text = strict.decode(bytes)
    return ok(escapedSurrogate.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text))
  } catch (error) {
    const message = error instanceof SyntaxError ? 'The body is not JSON.' : 'The body is not valid UTF-8.'
    return fail({ kind: 'bad_request', message })
  }
}

/** Half of a surrogate pair is no character and no store takes it; it becomes U+FFFD, in names as in texts. */
function wellFormed(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const fields = Object.entries(value)
  return fields.every(([name]) => name.isWellFormed())
    ? value
    : Object.fromEntries(fields.map(([name, each]) => [name.toWellFormed(), each]))
}

/**
 * Reads a body within the limit, which holds for what gzip unpacks to as well: it is given up where it goes beyond.
 * Errors: 413, 415 for an encoding that is not known, 400 for what is not gzip.
 */
export async function readBytes(
  request: Request,
  bytesMax: number,
): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> {
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase()
  const isPacked = encoding === 'gzip' || encoding === 'x-gzip'
  if (!isPacked && encoding !== '' && encoding !== 'identity') {
    return fail({ kind: 'unsupported_media_type', expected: 'gzip, or no content-encoding' })
  }
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > bytesMax) return tooLarge(bytesMax)
  if (request.body === null) return ok(new Uint8Array())
  if (isPacked) {
    try {
      return await readStream(request.body.pipeThrough(new DecompressionStream('gzip')), bytesMax)
    } catch {
      return fail({ kind: 'bad_request', message: 'The body is not gzip.' })
    }
  }
  if (announced === null) return readStream(request.body, bytesMax)
  const whole = new Uint8Array(await request.arrayBuffer())
  return whole.byteLength > bytesMax ? tooLarge(bytesMax) : ok(whole)
}

const tooLarge = (bytesMax: number) =>
  fail<Failure>({ kind: 'too_large', message: `The body may have at most ${bytesMax} bytes.` })

async function readStream(
  stream: ReadableStream<Uint8Array>,
  bytesMax: number,
): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.byteLength
    if (length > bytesMax) return tooLarge(bytesMax)
    parts.push(part)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return ok(whole)
}
