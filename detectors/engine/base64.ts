const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Int8Array(128).fill(-1)
for (let i = 0; i < 64; i++) VALUES[ALPHABET.charCodeAt(i)] = i
VALUES[45] = 62
VALUES[95] = 63

/** The bytes that base64 of either alphabet stands for, one character each; null when it is not base64. */
export function fromBase64(text: string): string | null {
  const bare = text.replace(/={1,2}$/, '')
  if (bare.length % 4 === 1) return null
  let bytes = ''
  let held = 0
  let bits = 0
  for (let i = 0; i < bare.length; i++) {
    const value = VALUES[bare.charCodeAt(i)] ?? -1
    if (value < 0) return null
    held = ((held << 6) | value) & 0xfff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes += String.fromCharCode((held >> bits) & 255)
    }
  }
  return bytes
}

/** Base64 of characters below 256, one byte each. */
export function toBase64(bytes: string): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const held =
      (bytes.charCodeAt(i) << 16) | ((bytes.charCodeAt(i + 1) || 0) << 8) | (bytes.charCodeAt(i + 2) || 0)
    for (let n = 0; n < 4; n++) {
      text += i + n > bytes.length ? '=' : ALPHABET.charAt((held >> (18 - 6 * n)) & 63)
    }
  }
  return text
}
