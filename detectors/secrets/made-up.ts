const ALPHABETS = {
  hex: '0123456789abcdef',
  digits: '0123456789',
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
} as const

/**
 * Characters as a vendor's generator would draw them, the same every time. Examples are put together from these, so
 * that no file holds what looks like somebody's live key.
 */
export function madeUp(alphabet: keyof typeof ALPHABETS, length: number, seed = 1): string {
  const from = ALPHABETS[alphabet]
  let state = (seed * 0x9e3779b9 + length) >>> 0
  let text = ''
  for (let i = 0; i < length; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const drawn = from.charAt((state >>> 8) % from.length)
    text += i === 0 && drawn === '-' ? 'a' : i === length - 1 && /\W/.test(drawn) ? 'Z' : drawn
  }
  return text
}

/** A made-up identifier in the form of a UUID. */
export function madeUpUuid(seed = 1): string {
  const part = (length: number) => madeUp('hex', length, seed + length)
  return `${part(8)}-${part(4)}-4${part(3)}-a${part(3)}-${part(12)}`
}
