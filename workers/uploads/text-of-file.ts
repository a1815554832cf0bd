import { UploadFault } from '../../analytics/uploads/rows.ts'

/** How much of a file was read. Units: bytes as they were sent, and as they were unpacked. */
export type Read = { sent: number; unpacked: number }

/**
 * The text of a file, piece by piece; gzip is seen by its first bytes, and so is UTF-16, as spreadsheets save "Unicode
 * text". What is neither it nor UTF-8 becomes U+FFFD. Errors: UploadFault for what is larger than `bytesMax` or is no
 * gzip; whatever the connection throws.
 */
export async function* textOfFile(
  body: ReadableStream<Uint8Array>,
  read: Read,
  bytesMax: number,
): AsyncGenerator<string> {
  const reader = body.pipeThrough(headTogether()).getReader()
  const first = await reader.read()
  const head = first.value ?? new Uint8Array()
  let next: Uint8Array | null = first.done ? null : head
  const counted = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next === null) {
        const { done, value } = await reader.read()
        if (done) {
          controller.close()
          return
        }
        next = value
      }
      read.sent += next.byteLength
      controller.enqueue(next)
      next = null
    },
    cancel: (reason) => reader.cancel(reason),
  })
  const isPacked = head[0] === 0x1f && head[1] === 0x8b
  const plain = isPacked
    ? counted.pipeThrough(new DecompressionStream('gzip')).pipeThrough(headTogether())
    : counted
  let decoder: TextDecoder | null = null
  const pieces = plain[Symbol.asyncIterator]()
  while (true) {
    const piece = await pieces.next().catch((error: unknown) => {
      if (isPacked && error instanceof TypeError) throw new UploadFault('The file is not whole gzip.')
      throw error
    })
    if (piece.done) break
    read.unpacked += piece.value.byteLength
    if (read.unpacked > bytesMax) throw new UploadFault(`The file is larger than ${bytesMax} bytes.`)
    decoder ??= new TextDecoder(encodingOf(piece.value))
    yield decoder.decode(piece.value, { stream: true })
  }
  if (decoder !== null) yield decoder.decode()
}

/** What the mark at the beginning says. Source: WHATWG Encoding, BOM sniff. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** The bytes that tell what a file is come in one piece, however the connection cuts it. */
function headTogether(): TransformStream<Uint8Array, Uint8Array> {
  let head: Uint8Array | null = new Uint8Array()
  return new TransformStream({
    transform(piece, controller) {
      if (head === null) {
        controller.enqueue(piece)
        return
      }
      head = Uint8Array.from([...head, ...piece.subarray(0, 2)])
      const rest = piece.subarray(2)
      if (head.length < 2) return
      controller.enqueue(head)
      if (rest.length > 0) controller.enqueue(rest)
      head = null
    },
    flush(controller) {
      if (head !== null && head.length > 0) controller.enqueue(head)
    },
  })
}
