/** Bytes from base64; the platform's own decoder is not there everywhere that detectors run. */
export function unpacked(base64: string): Int8Array {
  const bytes = new Int8Array((base64.length * 3) >> 2)
  let at = 0
  for (let i = 0; i + 3 < base64.length; i += 4) {
    const held =
      (sextet(base64.charCodeAt(i)) << 18) |
      (sextet(base64.charCodeAt(i + 1)) << 12) |
      (sextet(base64.charCodeAt(i + 2)) << 6) |
      sextet(base64.charCodeAt(i + 3))
    bytes[at++] = held >> 16
    bytes[at++] = held >> 8
    bytes[at++] = held
  }
  return bytes
}

function sextet(code: number): number {
  if (code >= 97) return code - 71
  if (code >= 65) return code - 65
  if (code >= 48) return code + 4
  return code === 43 ? 62 : code === 47 ? 63 : 0
}
