import { describe, expect, it } from 'vitest'
import { textOfFile } from './text-of-file.ts'

const bytesMax = 1_000

async function textOf(file: Uint8Array, pieceBytes = 64): Promise<string> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let from = 0; from < file.length; from += pieceBytes)
        controller.enqueue(file.slice(from, from + pieceBytes))
      controller.close()
    },
  })
  let text = ''
  for await (const piece of textOfFile(body, { sent: 0, unpacked: 0 }, bytesMax)) text += piece
  return text
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, isLittleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittleEndian)
  return new Uint8Array(view.buffer)
}
const gzip = async (file: Uint8Array): Promise<Uint8Array> => {
  const packed = new Blob([file as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

describe.each([
  ['as it is', async (file: Uint8Array) => file],
  ['packed with gzip', gzip],
])('a file %s', (_, pack) => {
  it('is read to its last byte when it is as large as it may be', async () => {
    expect(await textOf(await pack(utf8('a'.repeat(bytesMax))))).toBe('a'.repeat(bytesMax))
  })

  it('is refused when it unpacks to one byte more', async () => {
    const larger = await pack(utf8('a'.repeat(bytesMax + 1)))
    await expect(textOf(larger)).rejects.toThrow(`larger than ${bytesMax} bytes`)
  })

  it('of UTF-16 is read by its mark, also when that comes byte by byte', async () => {
    const text = 'id;prompt\n1;Grüße'
    for (const isLittleEndian of [true, false]) {
      const marked = await pack(utf16(`\ufeff${text}`, isLittleEndian))
      expect([await textOf(marked), await textOf(marked, 1)]).toEqual([text, text])
    }
  })

  it('of nothing, or of one byte, is as short', async () => {
    expect([await textOf(await pack(utf8(''))), await textOf(await pack(utf8('a')))]).toEqual(['', 'a'])
  })

  it('may be cut anywhere within a character', async () => {
    const text = 'ä€😀'.repeat(20)
    expect(await textOf(await pack(utf8(text)), 1)).toBe(text)
  })
})
