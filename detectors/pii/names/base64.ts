const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Signed bytes out of base64 without line breaks. */
export function fromBase64(text: string): Int8Array {
  const places = new Uint8Array(128)
  for (let i = 0; i < ALPHABET.length; i++) places[ALPHABET.charCodeAt(i)] = i
  const end = text.indexOf('=')
  const length = end < 0 ? text.length : end
  const bytes = new Int8Array(Math.floor((length * 3) / 4))
  for (let i = 0; i < bytes.length; i++) {
    const at = Math.floor(i / 3) * 4 + (i % 3)
    const pair = ((places[text.charCodeAt(at)] ?? 0) << 6) | (places[text.charCodeAt(at + 1)] ?? 0)
    bytes[i] = pair >> (4 - (i % 3) * 2)
  }
  return bytes
}
