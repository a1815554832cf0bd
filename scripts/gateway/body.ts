import { open, unlink } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { QueryFailure } from './errors.ts'
import { readStatement, type Statement } from './sql.ts'

/** A statement, and for an INSERT the file that holds its rows. */
export type Input = { statement: Statement; dataPath: string | null; dispose(): Promise<void> }

const HEAD_BYTES = 1 << 20
const TEXT_BYTES_MAX = 16 << 20
const WRITE_BYTES = 1 << 20

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

/**
 * Reads the statement from `query` and the body, one after the other as a server does. The rows of an INSERT go
 * to a file: its insert starts only when all have arrived, so that a sender that goes away leaves nothing half
 * done, and the engine reads them as data and nothing else. (chDB's own raw insert appends the bytes to the
 * statement: in 26.7, 2026-11, what follows an empty line in them and a semicolon is run as SQL.)
 * Errors: 229 when the body or the text is too large, 89 for an unknown encoding, 6 for a broken one.
 */
export async function readInput(
  request: IncomingMessage,
  query: string,
  dataPath: string,
  bodyBytesMax: number,
): Promise<Input> {
  const body = chunksOf(request, bodyBytesMax)
  try {
    return await readFrom(body, query, dataPath)
  } catch (error) {
    // What is still to come is read away, or the connection would stand still behind the refusal.
    await body.return()
    request.unpipe()
    request.resume()
    throw error
  }
}

async function readFrom(
  body: AsyncGenerator<Buffer, void, undefined>,
  query: string,
  dataPath: string,
): Promise<Input> {
  const head: Buffer[] = query === '' ? [] : [Buffer.from(`${query}\n`)]
  let headBytes = head[0]?.length ?? 0
  let ended = false
  const more = async (upTo: number) => {
    while (!ended && headBytes < upTo) {
      const step = await body.next()
      if (step.done) ended = true
      else {
        head.push(step.value)
        headBytes += step.value.length
      }
    }
  }
  await more(HEAD_BYTES)
  const bytes = Buffer.concat(head)
  const statement = readStatement(bytes)
  if (statement.kind === 'insert') {
    await spool(dataPath, bytes.subarray(statement.dataAt), body)
    return { statement, dataPath, dispose: () => unlink(dataPath) }
  }
  await more(TEXT_BYTES_MAX)
  if (!ended)
    throw new QueryFailure(229, 'QUERY_IS_TOO_LARGE', `Query is larger than ${TEXT_BYTES_MAX} bytes`)
  const whole = headBytes === bytes.length ? statement : readStatement(Buffer.concat(head))
  return { statement: whole, dataPath: null, dispose: async () => undefined }
}

async function* chunksOf(
  request: IncomingMessage,
  bytesMax: number,
): AsyncGenerator<Buffer, void, undefined> {
  let bytes = 0
  const source = decoded(request)
  try {
    // A refusal must still reach the sender, so leaving this loop must not take the connection down.
    for await (const chunk of source.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length
      if (bytes > bytesMax)
        throw new QueryFailure(229, 'QUERY_IS_TOO_LARGE', `Body is larger than ${bytesMax} bytes`)
      yield chunk
    }
  } catch (error) {
    if (
      source !== request &&
      error instanceof Error &&
      'code' in error &&
      String(error.code).startsWith('Z_')
    ) {
      throw new QueryFailure(
        6,
        'CANNOT_PARSE_TEXT',
        `Body is not what its Content-Encoding says: ${error.message}`,
      )
    }
    throw error
  }
}

function decoded(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (encoding === '' || encoding === 'identity') return request
  const decoder = DECODERS[encoding]?.()
  if (decoder === undefined) {
    throw new QueryFailure(89, 'UNKNOWN_COMPRESSION_METHOD', `Unknown compression method: ${encoding}`)
  }
  request.once('error', (error) => decoder.destroy(error))
  return request.pipe(decoder)
}

async function spool(path: string, first: Buffer, rest: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'wx')
  try {
    let pending: Buffer[] = [first]
    let bytes = first.length
    for await (const chunk of rest) {
      pending.push(chunk)
      bytes += chunk.length
      if (bytes >= WRITE_BYTES) {
        await file.writeFile(Buffer.concat(pending))
        pending = []
        bytes = 0
      }
    }
    if (bytes > 0) await file.writeFile(Buffer.concat(pending))
    await file.close()
  } catch (error) {
    await file.close()
    await unlink(path)
    throw error
  }
}
