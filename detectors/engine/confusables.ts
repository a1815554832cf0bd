import type { Span } from '../detector.ts'
import { unitAt, unitTable } from './units.ts'

/** Letters of other scripts that look like Latin ones. Source: Unicode UTS #39 confusables, the everyday part. */
const LOOKALIKES: readonly (readonly [letters: string, latin: string])[] = [
  ['аеорсухіјѕԁһԛԝӏкмтпгв', 'aeopcyxijsdhqwlkmtnrb'],
  ['АВЕКМНОРСТХІЈЅУԚԜӀ', 'ABEKMHOPCTXIJSYQWI'],
  ['οανριικυτεηχγωσς', 'oavpiikuterxywoc'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ['օոսհգցզլտ', 'onuhqgqlm'],
  ['ᎪᎬᎡᏚᎢᏔᎻᎷᏢᏟᏀᎠᏙᏴᏦᏞᏃ', 'AERSTWHMPCGDVBKLZ'],
]

const LATIN = unitTable(
  LOOKALIKES.flatMap(([letters, latin]) =>
    [...letters].map((letter, i) => [letter.charCodeAt(0), latin.charCodeAt(i)] as const),
  ),
)
const FOREIGN = /[\u0370-\u058f\u13a0-\u13ff]/
/** Longer words are looked at in pieces. */
const WORD_MAX = 64

const IS_LATIN = 1
const IS_LOOKALIKE = 2
const IS_FOREIGN = 3
/** For each letter of a word what it may be taken for. */
const LETTERS = new Uint8Array(65_536)
for (const [first, last] of [
  [0x370, 0x3ff],
  [0x400, 0x52f],
  [0x531, 0x58f],
  [0x13a0, 0x13ff],
] as const) {
  for (let code = first; code <= last; code++) {
    LETTERS[code] = LATIN[code] === code ? IS_FOREIGN : IS_LOOKALIKE
  }
}
LETTERS.fill(IS_LATIN, 65, 91).fill(IS_LATIN, 97, 123)

/** A text whose lookalike letters were made Latin, in words that mix scripts or stand among Latin words. */
export interface Unmixed {
  /** As long as the text that was given. */
  readonly text: string
  /** Words that mixed Latin and foreign letters. */
  readonly mixed: readonly Span[]
}

/** Makes lookalike letters Latin where they pose as Latin; plain Cyrillic or Greek text stays as it is. */
export function unmix(text: string): Unmixed {
  if (!FOREIGN.test(text)) return { text, mixed: [] }
  const mixed: Span[] = []
  const parts: string[] = []
  let copied = 0
  let afterLatin = false
  let start = 0
  while (start < text.length) {
    let end = start
    let latin = 0
    let lookalikes = 0
    for (; end - start < WORD_MAX; end++) {
      const letter = LETTERS[unitAt(text, end)]
      if (letter === IS_LATIN) latin++
      else if (letter === IS_LOOKALIKE) lookalikes++
      else if (letter !== IS_FOREIGN) break
    }
    const length = end - start
    if (length >= 2) {
      const isMixed = latin > 0 && latin < length
      const poses: boolean = isMixed || (lookalikes === length && afterLatin)
      if (isMixed) mixed.push({ start, end })
      if (poses) {
        parts.push(text.slice(copied, start), latinised(text, start, end))
        copied = end
      }
      afterLatin = poses || latin === length
    }
    start = Math.max(end, start + 1)
  }
  return { text: copied === 0 ? text : parts.join('') + text.slice(copied), mixed }
}

/** Words are short: joining their letters takes less than an array for each. */
function latinised(text: string, start: number, end: number): string {
  let latin = ''
  for (let i = start; i < end; i++) latin += String.fromCharCode(LATIN[text.charCodeAt(i)] as number)
  return latin
}
