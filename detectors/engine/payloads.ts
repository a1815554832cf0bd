import type { Span } from '../detector.ts'
import { fromBase32, type Spelled, spelledInBits, spelledOut } from './spelled.ts'
import { fromUnits, unitAt } from './units.ts'

/** A run of text that was decoded into other text. */
export interface Payload extends Span {
  readonly text: string
}

const RUN_MIN = 24
/** Encoders break lines at 60 characters and more. */
const LINE_MIN = 60
const ENCODED_MAX = 65_536
const PAYLOADS_MAX = 64
/** After so many bytes a run that is no text is given up. */
const PROBE = 32

/**
 * What decodes to printable text: runs of base64, base32 and hexadecimal digits of at least 24 characters, also broken
 * into lines, and where the text may hold such, what is spelled in bits, pairs of hexadecimal digits or Morse.
 */
export function decodePayloads(
  text: string,
  maySpell = true,
  mayHoldBits = true,
): { payloads: readonly Payload[]; complete: boolean } {
  const payloads: Payload[] = []
  let complete = true
  for (const { start, end, bytes } of spelledIn(text, maySpell, mayHoldBits)) {
    const decoded = printable(bytes)
    if (decoded === null) continue
    if (payloads.length === PAYLOADS_MAX) return { payloads, complete: false }
    payloads.push({ start, end, text: decoded })
  }
  for (let run = longRun(text, 0); run !== null; run = longRun(text, run.end)) {
    const encoded = text.slice(run.start, Math.min(run.end, run.start + ENCODED_MAX))
    const decoded = decodedRun(run.isBroken ? encoded.replaceAll(/[\r\n]+/g, '') : encoded)
    if (decoded === null) continue
    if (payloads.length === PAYLOADS_MAX) return { payloads, complete: false }
    if (run.end - run.start > ENCODED_MAX) complete = false
    payloads.push({ start: run.start, end: run.end, text: decoded })
  }
  return { payloads, complete }
}

function* spelledIn(text: string, maySpell: boolean, mayHoldBits: boolean): Generator<Spelled> {
  if (mayHoldBits) yield* spelledInBits(text)
  if (maySpell) yield* spelledOut(text)
}

/**
 * The next run of base64 characters after a position where none goes on, found by reading backwards from where the next
 * that is long enough cannot end before.
 */
function longRun(text: string, from: number): (Span & { readonly isBroken: boolean }) | null {
  let floor = from
  let at = from + RUN_MIN - 1
  while (at < text.length) {
    let other = at
    while (other >= floor && isEncoding(text.charCodeAt(other))) other--
    if (other < floor) return wholeRun(text, floor, at + 1)
    floor = other + 1
    at = other + RUN_MIN
  }
  return null
}

/** A run to its end, over the ends of lines that an encoder breaks. */
function wholeRun(text: string, start: number, from: number): Span & { readonly isBroken: boolean } {
  let end = from
  let lineStart = start
  while (end < text.length && isEncoding(text.charCodeAt(end))) end++
  while (end - lineStart >= LINE_MIN) {
    const next = afterBreak(text, end)
    if (next === end || !isEncoding(unitAt(text, next))) break
    lineStart = next
    end = next
    while (end < text.length && isEncoding(text.charCodeAt(end))) end++
  }
  return { start, end, isBroken: lineStart > start }
}

/** Where the text goes on after the end of a line; the same place where the line does not end. */
function afterBreak(text: string, at: number): number {
  const afterReturn = unitAt(text, at) === 13 ? at + 1 : at
  return unitAt(text, afterReturn) === 10 ? afterReturn + 1 : at
}

function decodedRun(encoded: string): string | null {
  if (/^(?:0x)?(?:[0-9a-f]{2})+$/i.test(encoded)) return fromHex(encoded)
  const base32 = fromBase32(encoded)
  return (base32 === null ? null : printable(base32)) ?? fromBase64(encoded)
}

/** Letters, digits and the signs of both base64 alphabets. */
const ENCODING = new Uint8Array(65_536)
for (const [first, last] of ['AZ', 'az', '/9', '++', '--', '==', '__'].map((ends) => [...ends])) {
  ENCODING.fill(1, first?.charCodeAt(0), (last?.charCodeAt(0) ?? 0) + 1)
}

function isEncoding(code: number): boolean {
  return ENCODING[code] === 1
}

/** What is being decoded; to make an array for each run takes longer than to decode most of them. */
const room = new Uint8Array(ENCODED_MAX)

function fromHex(encoded: string): string | null {
  const digits = encoded.replace(/^0x/i, '')
  const count = digits.length >> 1
  for (let i = 0; i < count; i++) {
    room[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16)
    if (i === PROBE && !isPrintable(room, PROBE)) return null
  }
  return printable(room, count)
}

function fromBase64(encoded: string): string | null {
  const bare = encoded.replace(/=+$/, '')
  if (bare.includes('=') || bare.length % 4 === 1) return null
  let bits = 0
  let held = 0
  let at = 0
  for (let i = 0; i < bare.length; i++) {
    held = (held << 6) | sextet(bare.charCodeAt(i))
    bits += 6
    if (bits >= 8) {
      bits -= 8
      room[at++] = (held >> bits) & 255
      held &= (1 << bits) - 1
      if (at === PROBE && !isPrintable(room, PROBE)) return null
    }
  }
  return printable(room, at)
}

function sextet(code: number): number {
  if (code >= 97) return code - 71
  if (code >= 65) return code === 95 ? 63 : code - 65
  if (code >= 48) return code + 4
  return code === 43 || code === 45 ? 62 : 63
}

/** Tells whether at least nine in ten characters of the first bytes are printable. */
function isPrintable(bytes: Uint8Array, count: number): boolean {
  let length = 0
  let odd = 0
  for (let at = 0; at < count && odd * 10 <= count; ) {
    const { code, size } = utf8At(bytes, at, count)
    at += size
    if (isOdd(code)) odd++
    else length += code > 0xffff ? 2 : 1
  }
  return length >= 8 && odd * 10 <= length
}

/** Tells control characters, and what is no character at all. */
function isOdd(code: number): boolean {
  return code < 0 || (code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127
}

/** The bytes as text when at least nine in ten characters are printable, and null otherwise. */
function printable(bytes: Uint8Array, count = bytes.length): string | null {
  if (!isPrintable(bytes, count)) return null
  const units = new Uint16Array(count)
  let length = 0
  for (let at = 0; at < count; ) {
    const { code, size } = utf8At(bytes, at, count)
    at += size
    if (isOdd(code)) continue
    if (code > 0xffff) units[length++] = 0xd7c0 + (code >> 10)
    units[length++] = code > 0xffff ? 0xdc00 | (code & 0x3ff) : code
  }
  return fromUnits(units.subarray(0, length))
}

/** One UTF-8 character; the code is -1 where the bytes are not UTF-8. */
function utf8At(bytes: Uint8Array, at: number, end: number): { code: number; size: number } {
  const first = bytes[at] as number
  if (first < 0x80) return { code: first, size: 1 }
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  let code = first & (0xff >> (size + 1))
  if (first < 0xc2 || first > 0xf4 || at + size > end) return { code: -1, size: 1 }
  for (let i = 1; i < size; i++) {
    const next = bytes[at + i] as number
    if (next >> 6 !== 2) return { code: -1, size: 1 }
    code = (code << 6) | (next & 63)
  }
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? { code: -1, size } : { code, size }
}
