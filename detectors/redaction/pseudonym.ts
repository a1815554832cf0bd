import { utf8 } from '../engine/bytes.ts'
import { hmacSha256 } from '../engine/sha256.ts'
import { luhn } from '../pii/luhn.ts'

/** Kinds of characters, each a run of code units: a character is only ever exchanged for one of its own kind. */
const KINDS: readonly (readonly [first: number, last: number])[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xde],
  [0xdf, 0xf6],
  [0xf8, 0xff],
  [0x100, 0x17f],
  [0x391, 0x3a1],
  [0x3a3, 0x3a9],
  [0x3b1, 0x3c9],
  [0x410, 0x42f],
  [0x430, 0x44f],
  [0x5d0, 0x5ea],
  [0x621, 0x63a],
  [0x641, 0x64a],
  [0x660, 0x669],
  [0x6f0, 0x6f9],
  [0x905, 0x939],
  [0x966, 0x96f],
  [0xe01, 0xe2e],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff10, 0xff19],
]
const ROUNDS = 10
const BLOCK = 128

/** A character that may be exchanged: where it stands, its kind's first unit and size, and its place in the kind. */
interface Slot {
  readonly at: number
  readonly first: number
  readonly size: number
  value: number
}

/**
 * Exchanges every letter and digit for one of its kind by a keyed permutation, or back: an alternating Feistel network
 * over mixed radices with HMAC-SHA-256, in the manner of FF1 (NIST SP 800-38G). What is no letter or digit of a known
 * script stays; a value without any becomes stars for good. A number that passes the Luhn check passes it afterwards,
 * one that fails fails. With fewer than a million values of the same form (under six digits, under five letters) the
 * value can be guessed by whoever may ask for pseudonyms.
 */
export function pseudonymOf(value: string, key: Uint8Array, way: 'to' | 'from'): string {
  const units = Array.from({ length: value.length }, (_, i) => value.charCodeAt(i))
  const slots = units.flatMap((unit, at): readonly Slot[] => {
    const kind = KINDS.find(([first, last]) => unit >= first && unit <= last)
    return kind === undefined
      ? []
      : [{ at, first: kind[0], size: kind[1] - kind[0] + 1, value: unit - kind[0] }]
  })
  if (slots.length === 0) return '*'.repeat([...value].length)
  const own = hmacSha256(key, utf8('aegisflow redaction pseudonym'))
  const isNumber = slots.length >= 12 && slots.length <= 19 && slots.every(({ first }) => first === 0x30)
  const isLuhn = isNumber && passesLuhn(slots)
  const moved = isLuhn ? slots.slice(0, -1) : slots
  const shape = shapeOf(units, slots) + (isLuhn ? ' luhn' : '')
  do {
    for (let from = 0; from < moved.length; from += BLOCK) {
      permute(moved.slice(from, from + BLOCK), own, `${from} ${shape}`, way)
    }
  } while (isNumber && !isLuhn && passesLuhn(slots))
  const last = slots.at(-1)
  if (isLuhn && last !== undefined) {
    last.value = 0
    while (!passesLuhn(slots)) last.value++
  }
  for (const slot of slots) units[slot.at] = slot.first + slot.value
  return units.map((unit) => String.fromCharCode(unit)).join('')
}

function permute(slots: readonly Slot[], key: Uint8Array, tweak: string, way: 'to' | 'from'): void {
  const halves = [slots.slice(0, slots.length >> 1), slots.slice(slots.length >> 1)] as const
  const sizes = halves.map((half) => half.reduce((size, slot) => size * BigInt(slot.size), 1n))
  const values = halves.map((half) =>
    half.reduce((sum, slot) => sum * BigInt(slot.size) + BigInt(slot.value), 0n),
  )
  for (let n = 0; n < ROUNDS; n++) {
    const round = way === 'to' ? n : ROUNDS - 1 - n
    const changed = (round + 1) % 2
    const size = sizes[changed] as bigint
    const shift = drawn(key, `${round} ${values[1 - changed]} ${tweak}`, size)
    const sum = (values[changed] as bigint) + (way === 'to' ? shift : size - shift)
    values[changed] = sum % size
  }
  halves.forEach((half, i) => {
    let rest = values[i] as bigint
    for (const slot of half.toReversed()) {
      slot.value = Number(rest % BigInt(slot.size))
      rest /= BigInt(slot.size)
    }
  })
}

/** A number below `size` that only the key and the message decide; 128 bits more than needed keep it even. */
function drawn(key: Uint8Array, message: string, size: bigint): bigint {
  const bytes = size.toString(16).length / 2 + 16
  let value = 0n
  for (let block = 0; block * 32 < bytes; block++) {
    for (const byte of hmacSha256(key, utf8(`${block} ${message}`))) value = (value << 8n) | BigInt(byte)
  }
  return value % size
}

/** What stays the same when the value is exchanged: the kinds of its characters and everything between them. */
function shapeOf(units: readonly number[], slots: readonly Slot[]): string {
  const shape = [...units]
  for (const { at, first } of slots) shape[at] = first
  return shape.map((unit) => unit.toString(36)).join(' ')
}

function passesLuhn(slots: readonly Slot[]): boolean {
  return luhn(slots.map(({ value }) => value).join(''))
}
