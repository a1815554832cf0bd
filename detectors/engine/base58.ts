import { sha256 } from './sha256.ts'

/** Bitcoin's alphabet, in which letters that look alike are missing. */
export const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** Ripple's alphabet, the same in another order. */
export const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz'

const DIGITS_AT_ONCE = 4
/** How many values three bytes have. */
const TRIPLE = 1 << 24

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

/** Goes by four digits and three bytes at a time, which is as much as numbers hold exactly. */
function fromBase58(text: string, alphabet: string): Uint8Array | null {
  const digits = DIGITS[alphabet] ?? digitsOf(alphabet)
  const triples = new Float64Array(text.length / DIGITS_AT_ONCE + 1)
  let count = 0
  for (let i = 0; i < text.length; ) {
    let carry = 0
    let factor = 1
    for (const end = Math.min(text.length, i + DIGITS_AT_ONCE); i < end; i++) {
      const digit = digits[text.charCodeAt(i)] ?? -1
      if (digit < 0) return null
      carry = carry * 58 + digit
      factor *= 58
    }
    let at = 0
    for (; at < count || carry > 0; at++) {
      const value = (triples[at] as number) * factor + carry
      carry = Math.floor(value / TRIPLE)
      triples[at] = value - carry * TRIPLE
    }
    count = at
  }
  let zeros = 0
  while (text[zeros] === alphabet[0]) zeros++
  const top = count === 0 ? 0 : (triples[count - 1] as number)
  const length = count * 3 - (top === 0 ? 0 : top < 256 ? 2 : top < 65_536 ? 1 : 0)
  const whole = new Uint8Array(zeros + length)
  for (let i = 0; i < length; i++) {
    whole[whole.length - 1 - i] = (triples[Math.floor(i / 3)] as number) >> (8 * (i % 3))
  }
  return whole
}
