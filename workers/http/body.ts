import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Failure } from './failure.ts'

/** Units: bytes. A Worker has 128 MB for everything; a body is held about four times while it is read. */
export const bodyBytesMax = 10 * 1024 * 1024

const escapedSurrogate = /\\u[dD][89a-fA-F]/

/** Reads the fields of a form within the limit. Errors: 413. */
export async function readForm(
  request: Request,
  bytesMax = bodyBytesMax,
): Promise<Result<URLSearchParams, Failure>> {
  const bytes = await readBytes(request, bytesMax)
  return bytes.ok ? ok(new URLSearchParams(new TextDecoder().decode(bytes.value))) : bytes
}

/** Reads a JSON body within the limit. Errors: 413, 415, 400 for what is not UTF-8 or not JSON. */
export async function readJson(request: Request, bytesMax = bodyBytesMax): Promise<Result<unknown, Failure>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    return fail({ kind: 'unsupported_media_type', expected: 'application/json' })
  }
  const bytes = await readBytes(request, bytesMax)
  if (!bytes.ok) return bytes
  try {
    const text = await decoded(bytes.value)
    return ok(escapedSurrogate.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text))
  } catch (error) {
    const message = error instanceof SyntaxError ? 'The body is not JSON.' : 'The body is not valid UTF-8.'
    return fail({ kind: 'bad_request', message })
  }
}

/**
 * UTF-8 as text. The decoder that refuses what is invalid is several times slower in workerd (November 2026), so it
 * is only asked when the quick one had to put a replacement in. Errors: TypeError for what is not UTF-8.
 */
async function decoded(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const text = await new Response(bytes).text()
  return text.includes('\ufffd')
    ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    : text
}

/** Half of a surrogate pair is no character and no store takes it; it becomes U+FFFD. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

async function readBytes(
  request: Request,
  bytesMax: number,
): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> {
  const tooLarge = fail<Failure>({
    kind: 'too_large',
    message: `The body may have at most ${bytesMax} bytes.`,
  })
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > bytesMax) return tooLarge
  if (request.body === null) return ok(new Uint8Array())
  if (announced !== null) {
    const whole = new Uint8Array(await request.arrayBuffer())
    return whole.byteLength > bytesMax ? tooLarge : ok(whole)
  }
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body) {
    length += part.byteLength
    if (length > bytesMax) return tooLarge
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
