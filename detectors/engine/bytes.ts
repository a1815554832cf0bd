/** The UTF-8 bytes of a text; a half of a character stands as U+FFFD. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let at = 0
  for (const character of text) {
    const whole = character.codePointAt(0) ?? 0
    const code = whole >= 0xd800 && whole < 0xe000 ? 0xfffd : whole
    if (code < 0x80) bytes[at++] = code
    else {
      const size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
      bytes[at++] = ((0xf00 >> size) & 0xff) | (code >> (6 * (size - 1)))
      for (let i = size - 2; i >= 0; i--) bytes[at++] = 0x80 | ((code >> (6 * i)) & 63)
    }
  }
  return bytes.subarray(0, at)
}

/** Bytes in hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}
