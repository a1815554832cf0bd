/** Bytes with a buffer of their own, as Web Crypto takes them under every platform's types. */
export type Bytes = Uint8Array<ArrayBuffer>

/** UTF-8. Errors: throws for a lone surrogate, which would come out as another text's bytes. */
export function utf8(text: string): Bytes {
  if (!text.isWellFormed()) throw new TypeError('text with a lone surrogate')
  const bytes = new Uint8Array(bytesOf(text))
  let at = 0
  for (let index = 0; index < text.length; index += 1) {
    let code = text.charCodeAt(index)
    if (code < 0x80) {
      bytes[at++] = code
      continue
    }
    if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6)
    } else {
      if (code >= 0xd800 && code < 0xe000) {
        index += 1
        code = 0x10000 + ((code - 0xd800) << 10) + (text.charCodeAt(index) - 0xdc00)
        bytes[at++] = 0xf0 | (code >> 18)
        bytes[at++] = 0x80 | ((code >> 12) & 0x3f)
      } else {
        bytes[at++] = 0xe0 | (code >> 12)
      }
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
    }
    bytes[at++] = 0x80 | (code & 0x3f)
  }
  return bytes
}

/** How many bytes well-formed text takes: half of a surrogate pair is half of four. */
function bytesOf(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 0x80) bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2
  }
  return bytes
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map(Array.from(alphabet, (char, value) => [char, value]))

export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63)
    text += left > 1 ? alphabet.charAt((group >> 6) & 63) : '='
    text += left > 2 ? alphabet.charAt(group & 63) : '='
  }
  return text
}

/** Bytes of canonical base64, or null: a second spelling of the same bytes is refused. */
export function fromBase64(text: string): Bytes | null {
  const body = text.replace(/={0,2}$/, '')
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const char of body) {
    const value = values.get(char)
    if (value === undefined) return null
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 0xff
    }
  }
  return base64(bytes) === text ? bytes : null
}
