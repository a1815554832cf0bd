import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Transform, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { constants, createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib'
import type { Engine, Outcome } from './engine.ts'
import type { QueryFailure } from './errors.ts'
import { contentTypeOf } from './formats.ts'

// A result that is complete within either bound is sent with its final status and summary.
const HOLD_BYTES = 32 * 1024
const HOLD_MS = 25
// A reader that takes nothing for this long loses its query, as with a server's http_send_timeout.
const STALL_MS = 30_000

/** The figures of `X-ClickHouse-Summary`. */
export type Figures = { outcome: Outcome | null; written: boolean; startedAtMs: number }

/** Writes answers to one request. */
export type Answer = {
  /** A finished result. */
  whole(format: string, bytes: Uint8Array, figures: Figures): Promise<void>
  /** A result that is still being produced; `outcome` settles when it is complete. */
  stream(
    format: string,
    chunks: AsyncIterator<Buffer>,
    outcome: Promise<Outcome>,
    startedAtMs: number,
  ): Promise<void>
  failure(failure: QueryFailure): void
}

/** An answer in ClickHouse's headers. Shape: `compress` says that the caller asked for it. */
export function createAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  engine: Engine,
  queryId: string,
  compress: boolean,
): Answer {
  const begin = (format: string, figures: Figures) => {
    response.statusCode = 200
    response.setHeader('Content-Type', contentTypeOf(format))
    response.setHeader('X-ClickHouse-Format', format)
    response.setHeader('X-ClickHouse-Timezone', engine.timezone)
    response.setHeader('X-ClickHouse-Summary', summaryOf(figures))
  }
  response.setHeader('X-ClickHouse-Server-Display-Name', engine.hostName)
  response.setHeader('X-ClickHouse-Query-Id', queryId.replace(/[^\x20-\x7e]/g, '?'))

  const send = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    const coder = compress ? coderFor(request) : null
    if (coder === null) return writeAll(chunks, response, response)
    response.setHeader('Content-Encoding', coder.name)
    response.setHeader('Vary', 'Accept-Encoding')
    coder.stream.pipe(response)
    await writeAll(chunks, coder.stream, response)
  }

  return {
    whole: async (format, bytes, figures) => {
      begin(format, figures)
      if (!compress) response.setHeader('Content-Length', bytes.length)
      await send(single(bytes))
    },
    stream: async (format, chunks, outcome, startedAtMs) => {
      const held = await hold(chunks)
      if (held.complete) {
        begin(format, { outcome: await outcome, written: false, startedAtMs })
        if (!compress) response.setHeader('Content-Length', held.bytes.length)
        return send(single(held.bytes))
      }
      begin(format, { outcome: null, written: false, startedAtMs })
      // A failure from here on cannot change the status: the connection is cut, so that nobody takes what
      // has arrived for the whole.
      try {
        await send(rest(held, chunks, outcome))
      } catch (error) {
        response.destroy()
        throw error
      }
    },
    failure: (failure) => {
      if (response.headersSent || response.destroyed) return void response.destroy()
      if (failure.status === 401)
        response.setHeader('WWW-Authenticate', 'Basic realm="ClickHouse server HTTP API"')
      response.statusCode = failure.status
      response.setHeader('Content-Type', 'text/plain; charset=UTF-8')
      response.setHeader('X-ClickHouse-Exception-Code', failure.code)
      response.end(failure.text(engine.version))
    },
  }
}

type Held = { bytes: Buffer; complete: boolean; pending: Promise<IteratorResult<Buffer>> | null }

async function hold(chunks: AsyncIterator<Buffer>): Promise<Held> {
  const parts: Buffer[] = []
  let bytes = 0
  let timer: NodeJS.Timeout | undefined
  let late: Promise<'late'> | null = null
  try {
    while (bytes < HOLD_BYTES) {
      const pending = chunks.next()
      const step = await (late === null ? pending : Promise.race([pending, late]))
      if (step === 'late') return { bytes: Buffer.concat(parts), complete: false, pending }
      if (step.done) return { bytes: Buffer.concat(parts), complete: true, pending: null }
      parts.push(step.value)
      bytes += step.value.length
      late ??= new Promise((resolve) => {
        timer = setTimeout(resolve, HOLD_MS, 'late')
      })
    }
    return { bytes: Buffer.concat(parts), complete: false, pending: null }
  } finally {
    clearTimeout(timer)
  }
}

async function* rest(
  held: Held,
  chunks: AsyncIterator<Buffer>,
  outcome: Promise<Outcome>,
): AsyncGenerator<Buffer> {
  yield held.bytes
  for (let step = await (held.pending ?? chunks.next()); !step.done; step = await chunks.next())
    yield step.value
  await outcome
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function writeAll(
  chunks: AsyncIterable<Uint8Array>,
  sink: Writable,
  response: ServerResponse,
): Promise<void> {
  const done = finished(response)
  done.catch(() => undefined)
  for await (const chunk of chunks) {
    if (response.destroyed) break
    if (!sink.write(chunk)) await drained(sink, response)
  }
  sink.end()
  await done
}

/** Waits until the sink takes more, or the response is gone; ends a response whose reader has stopped reading. */
async function drained(sink: Writable, response: ServerResponse): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const watch = (sentBytes: number) => {
    timer = setTimeout(() => {
      const nowBytes = response.socket?.bytesWritten ?? 0
      if (nowBytes === sentBytes) response.destroy()
      else watch(nowBytes)
    }, STALL_MS)
  }
  watch(response.socket?.bytesWritten ?? 0)
  const leave = new AbortController()
  const over = { signal: leave.signal }
  await Promise.race([once(sink, 'drain', over), once(response, 'close', over)]).catch(() => undefined)
  leave.abort()
  clearTimeout(timer)
}

type Coder = { name: string; stream: Transform }

// Level 3 is a server's http_zlib_compression_level.
const CODERS: Readonly<Record<string, () => Transform>> = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
  gzip: () => createGzip({ level: 3 }),
  zstd: () => createZstdCompress(),
  deflate: () => createDeflate({ level: 3 }),
}

function coderFor(request: IncomingMessage): Coder | null {
  const accepted = (request.headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';'))
  const names = accepted
    .filter(([, weight]) => !/^\s*q=0(?:\.0*)?\s*$/.test(weight ?? ''))
    .map(([name]) => name?.trim())
  for (const [name, create] of Object.entries(CODERS)) {
    if (names.includes(name)) return { name, stream: create() }
  }
  return null
}

function summaryOf({ outcome, written, startedAtMs }: Figures): string {
  const rows = String(outcome?.rowsRead ?? 0)
  const bytes = String(outcome?.bytesRead ?? 0)
  const elapsedNs = Math.round((performance.now() - startedAtMs) * 1e6)
  return JSON.stringify({
    read_rows: rows,
    read_bytes: bytes,
    written_rows: written ? rows : '0',
    written_bytes: written ? bytes : '0',
    total_rows_to_read: '0',
    result_rows: written ? rows : '0',
    result_bytes: written ? bytes : '0',
    elapsed_ns: String(elapsedNs),
  })
}
