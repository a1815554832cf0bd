import type { Span } from '../detector.ts'
import { type Address, addressOf, isLabel, type Lead, leadAt, tailOf } from './address.ts'
import { buckets } from './buckets.ts'
import { eachWord, hashOf } from './concepts.ts'
import { isWithin, readerAt } from './readers.ts'

/** How many weights there are for orders; every feature is hashed to one of them. */
export const ORDER_BUCKETS = 1 << 14

/** What a feature is about, so that a word that leads to a name is another feature than the same word after it. */
const FLAG = 1
const WORD = 2
const CONCEPT = 3
const LEAD = 4
const LAST = 5
const NAME = 6
const BEFORE = 7
const AFTER = 8

/** How the name of a reader stands, each by its number. */
const SAID = 1
const ADDRESSED = 2
const SURE = 3
const FLAGS = ['isCalled', 'isAnnounced', 'isOrdered', 'isReading', 'isConditional'] as const
const LEAD_WORDS = 4
const BEFORE_MAX = 0x10000

const gathered = buckets(ORDER_BUCKETS)
const { put } = gathered
const ADDRESSED_BUCKET = gathered.of(FLAG, ADDRESSED)

/**
 * The hashed features of what is said to a reader that a folded text names, each once: how it is turned to, the words
 * that lead to its name, and the words after it with what they mean. Null where a name is only spoken of.
 */
export function orderFeatures(text: string, span: Span): readonly number[] | null {
  if (isWithin(text, span.start)) return null
  const lead = leadAt(text, span.start)
  const reader = lead === null ? null : readerAt(text, span)
  if (lead === null || reader === null || isLabel(text, reader.end, lead)) return null
  gathered.begin()
  const tail = tailOf(text, reader.end)
  putAddress(addressOf(tail, lead))
  if (reader.isSure) put(FLAG, SURE)
  eachWord(tail, (word, concept) => {
    put(WORD, word)
    if (concept !== 0) put(CONCEPT, concept)
  })
  putLead(lead)
  put(NAME, hashOf(text.slice(reader.start, reader.end).toLowerCase(), 0))
  put(AFTER, text.charCodeAt(reader.end) || 0)
  return gathered.found()
}

/** Tells by its features whether a name is turned to, and not only somewhere in a clause. */
export function isAddressed(features: readonly number[]): boolean {
  return features.includes(ADDRESSED_BUCKET)
}

function putAddress(address: Address | null): void {
  put(FLAG, address === null ? SAID : ADDRESSED)
  if (address === null) return
  for (const [i, flag] of FLAGS.entries()) if (address[flag]) put(FLAG, SURE + 1 + i)
}

/** The last words of the clause before a name, the very last once more, and the sign before the name. */
function putLead({ before, words: clause }: Lead): void {
  const words: number[] = []
  eachWord(clause, (word) => words.push(word))
  for (const word of words.slice(-LEAD_WORDS)) put(LEAD, word)
  put(LAST, words.at(-1) ?? 0)
  const sign = before
    .slice(before.lastIndexOf('\n') + 1)
    .trimEnd()
    .slice(-1)
  put(BEFORE, /\p{L}/u.test(sign) ? BEFORE_MAX : sign === '' ? 0 : sign.charCodeAt(0))
}
