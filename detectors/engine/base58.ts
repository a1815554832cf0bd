import { sha256 } from './sha256.ts'

/** Bitcoin's alphabet, in which letters that look alike are missing. */
export const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** Ripple's alphabet, the same in another order. */
export const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz'

const DIGITS: Readonly<Record<string, Int8Array>> = {
  [BITCOIN]: digitsOf(BITCOIN),
  [RIPPLE]: digitsOf(RIPPLE),
}

function digitsOf(alphabet: string): Int8Array {
  const digits = new Int8Array(128).fill(-1)
  for (let i = 0; i < 58; i++) digits[alphabet.charCodeAt(i)] = i
  return digits
}

/** What a base58check text holds, without its four bytes of checksum; null when the checksum fails. */
export function fromBase58Check(text: string, alphabet = BITCOIN): Uint8Array | null {
  const bytes = fromBase58(text, alphabet)
  if (bytes === null || bytes.length < 5) return null
  const body = bytes.subarray(0, -4)
  const digest = sha256(sha256(body))
  return bytes.subarray(-4).every((byte, i) => byte === digest[i]) ? body : null
}

/** The base58check form of some bytes. */
export function toBase58Check(body: Uint8Array): string {
  const bytes = [...body, ...sha256(sha256(body)).subarray(0, 4)]
  let value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let text = ''
  for (; value > 0n; value /= 58n) text = BITCOIN.charAt(Number(value % 58n)) + text
  return '1'.repeat(bytes.findIndex((byte) => byte !== 0)) + text
}

function fromBase58(text: string, alphabet: string): Uint8Array | null {
  const digits = DIGITS[alphabet] ?? digitsOf(alphabet)
  const bytes = new Uint8Array(text.length)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    let carry = digits[text.charCodeAt(i)] ?? -1
    if (carry < 0) return null
    let at = 0
    for (; at < length || carry > 0; at++) {
      carry += (bytes[at] as number) * 58
      bytes[at] = carry & 255
      carry >>= 8
    }
    length = at
  }
  let zeros = 0
  while (text[zeros] === alphabet[0]) zeros++
  const whole = new Uint8Array(zeros + length)
  whole.set(bytes.subarray(0, length).reverse(), zeros)
  return whole
}
