import type { Span } from '../detector.ts'

/** Bytes that a text spells out in groups, and where. */
export interface Spelled extends Span {
  readonly bytes: Uint8Array
}

/** Literals of which one occurs wherever something is spelled but in bits; `0` is any digit. */
export const SPELLED_HINTS = [
  ' 00 00 ',
  '.- ',
  '-. ',
  '.-.',
  '-.-',
  '-.. ',
  '..- ',
  // A blank between two words and the letter after it, in hexadecimal digits and in decimal ones; no time of day.
  ...[',20,', ':20:', '0x20,0x', '0x20, 0x'].flatMap((blank) => [`${blank}6`, `${blank}7`]),
  ...['0 32 ', '0,32,', '0, 32, '].flatMap((blank) => [`${blank}1`, `${blank}9`]),
]
/** The same for what is spelled in bits: eight digits twice, over what may stand between. */
export const BITS_HINTS = ['', ' ', ',', '  ', ' ,', ', ', ',,'].map((gap) => `00000000${gap}00000000`)

const BINARY = /(?<![01])[01]{8}(?:[ ,]{0,2}[01]{8}){7,8191}(?![01])/g
const HEX =
  /(?<![0-9A-Za-z])(?:0x)?[0-9A-Fa-f]{2}(?:[ ,:]{1,2}(?:0x)?[0-9A-Fa-f]{2}){15,8191}(?![0-9A-Fa-f])/g
const DECIMAL =
  /(?<![\d.,-])(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])(?:[ ,]{1,2}(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])){15,8191}(?![\d.])/g
const MORSE = /(?<![.-])[.-]{1,6}(?: {0,3}[ /|] {0,3}[.-]{1,6}){9,8191}(?![.-])/g

const MORSE_SIGNS =
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
const MORSE_DIGITS = '----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.'
const MORSE_OTHERS: readonly (readonly [sign: string, letter: string])[] = [
  ['.-.-.-', '.'],
  ['--..--', ','],
  ['..--..', '?'],
  ['.----.', "'"],
  ['-....-', '-'],
  ['-..-.', '/'],
  ['.--.-.', '@'],
  ['---...', ':'],
]
const LETTER_OF = new Map<string, string>([
  ...MORSE_SIGNS.split(' ').map((sign, i) => [sign, String.fromCharCode(97 + i)] as const),
  ...MORSE_DIGITS.split(' ').map((sign, i) => [sign, String(i)] as const),
  ...MORSE_OTHERS,
])

/** What stands in every one of them; a text is searched for it in a fraction of the time. */
const SOME_HEX = /[0-9A-Fa-f]{2}[ ,:]{1,2}(?:0x)?[0-9A-Fa-f]{2}[ ,:]{1,2}(?:0x)?[0-9A-Fa-f]{2}[ ,:]/
const SOME_DECIMAL = /\d[ ,]{1,2}1[01]\d[ ,]{1,2}/
const SOME_MORSE = /[.-] {0,3}[ /|] {0,3}[.-]{1,6} {0,3}[ /|] {0,3}[.-]/

/** What is spelled in groups of bits. */
export function* spelledInBits(text: string): Generator<Spelled> {
  for (const match of text.matchAll(BINARY))
    yield spelled(match, numbers(match[0].replace(/[ ,]/g, ''), 8, 2))
}

/** What is spelled in groups of hexadecimal digits, of decimal codes, or of dots and dashes. */
export function* spelledOut(text: string): Generator<Spelled> {
  for (const match of SOME_HEX.test(text) ? text.matchAll(HEX) : [])
    yield spelled(match, numbers(match[0].replace(/0x|[ ,:]/g, ''), 2, 16))
  for (const match of SOME_DECIMAL.test(text) ? text.matchAll(DECIMAL) : [])
    yield spelled(match, Uint8Array.from(match[0].split(/[ ,]+/), Number))
  for (const match of SOME_MORSE.test(text) ? text.matchAll(MORSE) : []) yield spelled(match, morse(match[0]))
}

/** The bytes of a run of base32, or null where a letter is not of its alphabet. Source: RFC 4648. */
export function fromBase32(encoded: string): Uint8Array | null {
  if (!/^[A-Z2-7]{24,}={0,6}$/.test(encoded)) return null
  const bare = encoded.replace(/=+$/, '')
  const bytes = new Uint8Array((bare.length * 5) >> 3)
  let bits = 0
  let held = 0
  let at = 0
  for (let i = 0; i < bare.length; i++) {
    const code = bare.charCodeAt(i)
    held = ((held << 5) | (code >= 65 ? code - 65 : code - 24)) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  return bytes
}

function spelled(match: RegExpExecArray, bytes: Uint8Array): Spelled {
  return { start: match.index, end: match.index + match[0].length, bytes }
}

function numbers(digits: string, size: number, base: number): Uint8Array {
  const bytes = new Uint8Array(digits.length / size)
  for (let i = 0; i < bytes.length; i++) {
    let byte = 0
    for (let at = i * size; at < (i + 1) * size; at++) byte = byte * base + digitOf(digits.charCodeAt(at))
    bytes[i] = byte
  }
  return bytes
}

function digitOf(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87
}

const BELL = 7

/** Letters stand apart by a blank, words by a stroke or by three blanks; an unknown sign is a bell, which is no text. */
function morse(signs: string): Uint8Array {
  const bytes = new Uint8Array(signs.length + 1)
  let count = 0
  for (const word of signs.split(/ {0,3}[/|] {0,3}| {3,}/)) {
    if (count > 0) bytes[count++] = 32
    let start = 0
    for (let end = 0; end <= word.length; end++) {
      if (end < word.length && word.charCodeAt(end) !== 32) continue
      bytes[count++] = LETTER_OF.get(word.slice(start, end))?.charCodeAt(0) ?? BELL
      start = end + 1
    }
  }
  return bytes.subarray(0, count)
}
