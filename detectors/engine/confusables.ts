import type { Span } from '../detector.ts'
import { unitTable } from './units.ts'

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
const WORD = /[A-Za-z\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u13a0-\u13ff]{2,64}/g

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
  let afterLatin = false
  const unmixed = text.replace(WORD, (word: string, start: number) => {
    const script = scriptOf(word)
    const poses = script === 'mixed' || (script === 'lookalike' && afterLatin)
    if (script === 'mixed') mixed.push({ start, end: start + word.length })
    afterLatin = poses || script === 'latin'
    return poses ? latinised(word) : word
  })
  return { text: unmixed, mixed }
}

/** Whether a word is Latin, mixes in foreign letters, or is foreign, of nothing but lookalikes or not. */
function scriptOf(word: string): 'latin' | 'mixed' | 'lookalike' | 'foreign' {
  let latin = 0
  let lookalikes = 0
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code < 128) latin++
    else if (LATIN[code] !== code) lookalikes++
  }
  if (latin > 0) return latin === word.length ? 'latin' : 'mixed'
  return lookalikes === word.length ? 'lookalike' : 'foreign'
}

/** Words are short: joining their letters takes less than an array for each. */
function latinised(word: string): string {
  let latin = ''
  for (let i = 0; i < word.length; i++) latin += String.fromCharCode(LATIN[word.charCodeAt(i)] as number)
  return latin
}
