import { lexicon } from './lexicon.ts'

/** What separates: the start of a sentence, a colon and a quotation mark stand in the row of concepts as well. */
export const SENTENCE = 1
export const COLON = 2
export const QUOTE = 3
const FIRST_WORD = 4

const SLOTS_BITS = 14
const SLOTS = 1 << SLOTS_BITS
const SLOT_SHIFT = 32 - SLOTS_BITS
const STEPS_BITS = 15
const STEP_SHIFT = 32 - STEPS_BITS
/** A hash that begins a word, and one that is a word. */
const BEGINS = 1
const IS_WORD = 2
const GOLDEN = 0x9e3779b1
/** Marks an entry that stands for all words that begin so. */
const STEM = 0x80
const UNITS_MAX = 3

/** The hash of a word, or of its beginning, with one more unit. */
export function extended(hash: number, unit: number): number {
  return (Math.imul(hash ^ unit, 0x01000193) + 0x7f4a7c15) | 0
}

/** The entries of the lexicon by their hash: an open table, where an entry is its concept and whether it is a stem. */
export interface Concepts {
  readonly keys: Int32Array
  readonly entries: Uint8Array
  /** What a hash may be, so that most need no search: 0 begins no word, 1 may begin one, 2 and 3 may be one. */
  readonly steps: Uint8Array
}

/** What a hash may be. */
export function stepOf({ steps }: Concepts, hash: number): number {
  return steps[Math.imul(hash, GOLDEN) >>> STEP_SHIFT] as number
}

/** The entry for a hash, or 0. */
export function entryOf({ keys, entries }: Concepts, hash: number): number {
  let slot = Math.imul(hash, GOLDEN) >>> SLOT_SHIFT
  for (;;) {
    const key = keys[slot] as number
    if (key === hash) return entries[slot] as number
    if (key === 0) return 0
    slot = (slot + 1) & (SLOTS - 1)
  }
}

/** Tells whether a step may be a word. */
export function mayBeWord(step: number): boolean {
  return step >= IS_WORD
}

/** The concept of an entry. */
export function conceptOf(entry: number): number {
  return entry & (STEM - 1)
}

/** Tells whether an entry stands for all words that begin so. */
export function isStem(entry: number): boolean {
  return entry >= STEM
}

/** The lexicon as a table; made when it is first needed. */
export function concepts(): Concepts {
  const keys = new Int32Array(SLOTS)
  const all: Concepts = { keys, entries: new Uint8Array(SLOTS), steps: new Uint8Array(1 << STEPS_BITS) }
  Object.values(lexicon).forEach((lists, i) => {
    for (const word of lists.flatMap((list) => list.split(' '))) {
      const isPart = /[\u0e00-\u0eff\u3040-\ud7ff]/.test(word)
      const units = plain(isPart ? word.slice(0, UNITS_MAX) : word)
      let hash = isPart ? units.length : 0
      for (let at = 0; at < units.length; at++) {
        hash = extended(hash, units.charCodeAt(at))
        const step = Math.imul(hash, GOLDEN) >>> STEP_SHIFT
        all.steps[step] = stepOf(all, hash) | (at < units.length - 1 ? BEGINS : IS_WORD)
      }
      let slot = Math.imul(hash, GOLDEN) >>> SLOT_SHIFT
      while (keys[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
      keys[slot] = hash
      all.entries[slot] = (FIRST_WORD + i) | (word.endsWith('*') ? STEM : 0)
    }
  })
  return all
}

/** A word without its asterisk, and with one digit for all as features have it. */
function plain(word: string): string {
  return word.replace('*', '').replaceAll(/\d/g, '0')
}

/** Takes a word by its hash, and the concept that it stands for, or 0. */
export type WordVisitor = (word: number, concept: number) => void

const WORD = /[\u0e00-\u0eff\u3040-\ud7ff]{1,200}|[\p{L}\p{N}\p{M}]{1,40}/uy
const SYLLABLES = /^[\u0e00-\u0eff\u3040-\ud7ff]/
const WORD_CHARS_MAX = 40
/** A run of ideographs and syllables is read so far at once. */
const FOREIGN_CHARS_MAX = 200
/** What a unit is: nothing of a word, a letter or digit of ASCII as its small form, or beyond ASCII. */
const FOREIGN = 0xff
const SMALL = new Uint8Array(65_536).fill(FOREIGN, 128)
for (const sign of '0123456789abcdefghijklmnopqrstuvwxyz') {
  SMALL[sign.charCodeAt(0)] = sign.charCodeAt(0)
  SMALL[sign.toUpperCase().charCodeAt(0)] = sign.charCodeAt(0)
}
let table: Concepts | undefined

/**
 * Visits the words of a stretch of folded text as small letters, ideographs and syllables by two, with what they mean.
 * Most are of ASCII alone, which to ask an expression about takes several times as long.
 */
export function eachWord(text: string, visit: WordVisitor, from = 0, to = text.length): void {
  table ??= concepts()
  const lexical = table
  for (let at = from; at < to; ) {
    const last = Math.min(to, at + WORD_CHARS_MAX)
    let end = at
    let small = 0
    let hash = 0
    let stem = 0
    let entry = 0
    let isKnown = true
    for (; end < last; end++) {
      small = SMALL[text.charCodeAt(end)] as number
      if (small === 0 || small === FOREIGN) break
      hash = extended(hash, small)
      if (!isKnown) continue
      const step = stepOf(lexical, hash)
      entry = mayBeWord(step) ? entryOf(lexical, hash) : 0
      if (isStem(entry)) stem = entry
      isKnown = step !== 0
    }
    if (small === FOREIGN && end < last) {
      at += visitForeign(text.slice(at, Math.min(to, at + FOREIGN_CHARS_MAX)), lexical, visit)
      continue
    }
    if (end > at) visit(hash, conceptOf(isKnown && entry !== 0 ? entry : stem))
    at = end > at ? end : at + 1
  }
}

/** Visits the word that a text begins with, if any; gives how much of the text that was. */
function visitForeign(text: string, lexical: Concepts, visit: WordVisitor): number {
  WORD.lastIndex = 0
  if (!WORD.test(text)) return 1
  const word = text.slice(0, WORD.lastIndex).toLowerCase()
  if (SYLLABLES.test(word)) eachPair(word, lexical, visit)
  else visitWord(word, lexical, visit)
  return WORD.lastIndex
}

function visitWord(word: string, lexical: Concepts, visit: WordVisitor): void {
  let hash = 0
  let stem = 0
  let entry = 0
  for (let at = 0; at < word.length; at++) {
    hash = extended(hash, word.charCodeAt(at))
    entry = mayBeWord(stepOf(lexical, hash)) ? entryOf(lexical, hash) : 0
    if (isStem(entry)) stem = entry
  }
  visit(hash, conceptOf(entry === 0 ? stem : entry))
}

function eachPair(run: string, lexical: Concepts, visit: WordVisitor): void {
  for (let at = 0; at < run.length; at++) {
    let entry = 0
    for (let size = Math.min(UNITS_MAX, run.length - at); size > 0 && entry === 0; size--)
      entry = entryOf(lexical, hashOf(run.slice(at, at + size), size))
    visit(hashOf(run.slice(at, at + 2), 2), conceptOf(entry))
  }
}

/** The hash of units that begin with a seed. */
export function hashOf(units: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < units.length; at++) hash = extended(hash, units.charCodeAt(at))
  return hash
}
