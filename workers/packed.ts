/** Units: bytes of gzip per part; sealed and in base64 a part still fits into one value of the log. */
const partBytesMax = 512 * 1024

export async function gzipped(text: string): Promise<Uint8Array> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

/** Errors: throws for what is no gzip. */
export async function unzipped(parts: readonly Uint8Array[]): Promise<string> {
  const packed = new Blob(parts.map((part) => new Uint8Array(part)))
  return new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).text()
}

/** At least one part, also of nothing. */
export function inParts(bytes: Uint8Array): Uint8Array[] {
  const parts = Math.max(1, Math.ceil(bytes.byteLength / partBytesMax))
  return Array.from({ length: parts }, (_, part) =>
    bytes.subarray(part * partBytesMax, (part + 1) * partBytesMax),
  )
}
