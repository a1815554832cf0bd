import { translate, unitTable } from './units.ts'

/** Letters without a decomposition, and the Latin letters that they read as. */
const UNDECOMPOSED = ['ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢꜰꜱıłøđħŧŁØĐ', 'abcdeghijklmnoprtuvwyzfsilodhtLOD'] as const
const SIGNS: readonly (readonly [signs: string, plain: string])[] = [
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63', '-'],
  ['\u2018\u2019\u201b\u2032', "'"],
  ['\u201c\u201d\u201e\u201f\u2033', '"'],
  ['\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '],
  ['\u2028\u2029', '\n'],
]
/** Zeros of Arabic, Persian and Devanagari digits. */
const ZEROS = [0x660, 0x6f0, 0x966]
/** Modifier, letterlike, enclosed, half- and full-width letters. */
const COMPATIBLE: readonly (readonly [first: number, last: number])[] = [
  [0x2b0, 0x2ff],
  [0x2100, 0x214f],
  [0x2460, 0x24ff],
  [0xff01, 0xffef],
]

function* plainLetters(): Generator<readonly [number, number]> {
  for (let code = 0xc0; code <= 0x17f; code++) {
    yield [code, String.fromCharCode(code).normalize('NFD').charCodeAt(0)]
  }
  for (const [first, last] of COMPATIBLE) {
    for (let code = first; code <= last; code++) {
      const plain = String.fromCharCode(code).normalize('NFKC')
      if (plain.length === 1) yield [code, plain.charCodeAt(0)]
    }
  }
  for (const zero of ZEROS) for (let digit = 0; digit < 10; digit++) yield [zero + digit, 48 + digit]
  for (const [signs, plain] of SIGNS) {
    for (let i = 0; i < signs.length; i++) yield [signs.charCodeAt(i), plain.charCodeAt(0)]
  }
  const [odd, latin] = UNDECOMPOSED
  for (let i = 0; i < odd.length; i++) yield [odd.charCodeAt(i), latin.charCodeAt(i)]
}

const PLAIN = unitTable(plainLetters())

/**
 * Puts the plain letter, digit or sign for every unit that has one of the same length. A text that becomes ASCII is made
 * anew in a byte a unit, as expressions are compiled twice for both kinds of texts.
 */
export function withPlainLetters(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (PLAIN[code] !== code) return translate(text, PLAIN)
  }
  return text
}
