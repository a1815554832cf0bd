import type { Found } from '../../detector.ts'
import { unitAt } from '../../engine/units.ts'
import { isAmbiguous } from './ambiguous-names.ts'
import { COMMON_NAMES, GIVEN } from './common-names.ts'
import { isLetter, type Word } from './features.ts'
import { isStopHash } from './stop-words.ts'
import { HASH_SEED, hashOf, hashOn, lookUp, wordTable } from './word-table.ts'

/** A text with fewer capitals than one in so many units is taken for one by somebody who writes none. */
const CAPITAL_SHARE = 160
/** How far such a text is read; who writes so writes little. Units: UTF-16 code units. */
const CHARS_MAX = 2_048
const SPACE = 32
const POINT = 46
const APOSTROPHE = 39
/** Titles, and verbs after which a name stands when they say what somebody is called. */
const TITLE = 1
const IS = 2
const CUES = wordTable([
  ...['mr', 'mrs', 'dr', 'prof', 'herr', 'frau', 'mme', 'llamo', 'appelle', 'chiamo'].map(
    (word) => [word, TITLE] as const,
  ),
  ['is', IS],
])
const CUE_CHARS_MAX = 7
/** Given names that are everyday words in small letters, in English or in a tongue that writes adjectives so. */
const WORDS = wordTable(
  (
    'elif ping peer said tea tilde lone hana pier yaw per elma akin iban jose clara blanca rosa bella franca grazia gloria serena ' +
    'vera celeste aurora stella chiara pia gemma mira domingo salvador pilar rosario dolores consuelo nieves sol luz mar ' +
    'amparo concepcion modesto leal franco ines uta ute ida ina tal kai reza prem nam hung chi thi duc shu ling mei jin ' +
    'sima emil gul son hai hao mani mina mai miki mari kaya kari kara juliet romeo nana nada anton toni sami hadi'
  )
    .split(' ')
    .map((word) => [word, 1] as const),
)
/** What goes on after a name and is no family name; so do words that end as verbs do. */
const GOES_ON = wordTable(
  (
    'the a an and or but if so is was are were be been has had have will would can could should may might must do does did ' +
    'not no yes at in on of to from by for with about into over after before since until than then when where while who ' +
    'whose which that this these those what why how as again still yet just also too twice once now today tonight tomorrow ' +
    'yesterday please pls plz thanks thx ok okay lol he she it we you they i me him her us them my your his our their its ' +
    'said told asked sent wrote came went got gave made took left called wants needs keeps know knows think thinks lives ' +
    'works likes loves here there out off up down back away home work office team account email phone number order laptop ' +
    'computer desk house car birthday wife husband son daughter mom mum dad brother sister mother father friend boss manager ' +
    'doctor nurse never always often only both all any some more very really says concert version novel song film movie ' +
    'fan und oder ist hat war kann soll will nicht et ou est avec pour dans y es con para por che con per non com para van ' +
    'have get let make take see saw find look call text mail message speak talk meet ask tell give send hired fired new old'
  )
    .split(' ')
    .map((word) => [word, 1] as const),
)
const VERB_END = /(?:ed|ing|ly|s)$/
const INTRODUCED = /(?:^|[^a-z])my name $/

/** Tells whether a text is by somebody who writes hardly any capitals. */
export function isInSmallLetters(chars: number, capitals: number): boolean {
  return capitals * CAPITAL_SHARE <= chars
}

/** The next name before a position in a text that has hardly any capitals: given names that are seldom words, and what titles announce. */
export function findInSmallLetters(text: string, from: number, to: number): Found | null {
  const limit = Math.min(to, CHARS_MAX)
  let at = from
  while (at < limit && at > 0 && isLetter(text.charCodeAt(at - 1))) at++
  while (at < limit) {
    const start = at
    let hash = HASH_SEED
    for (let code = unitAt(text, at); isLetter(code); code = unitAt(text, ++at)) hash = hashOn(hash, code)
    if (at - start > 1) {
      const found = nameFrom(text, { start, end: at }, hash)
      if (found !== null) return found
    }
    if (at === start) at++
  }
  return null
}

/** The name that begins with a word or stands behind it when it announces one. */
function nameFrom(text: string, word: Word, hash: number): Found | null {
  if (lookUp(COMMON_NAMES, hash) === GIVEN) {
    const isClear = word.end - word.start > 2 && !isAmbiguous(hash) && lookUp(WORDS, hash) === 0
    const family = familyAfter(text, word)
    const isName = isClear || (family !== null && isSurelyFamily(text, family))
    if (isName && !isAmongSigns(text, word)) return found(word, family)
  }
  if (word.end - word.start > CUE_CHARS_MAX) return null
  const cue = lookUp(CUES, hash)
  if (cue === 0 || (cue === IS && !INTRODUCED.test(text.slice(Math.max(0, word.start - 16), word.start))))
    return null
  const first = after(text, word.end)
  if (first === null || isAmongSigns(text, first) || isEveryday(text, first)) return null
  return found(first, familyAfter(text, first))
}

function found(first: Word, family: Word | null): Found {
  return { start: first.start, end: (family ?? first).end, isSure: true, steps: 1 }
}

function isEveryday(text: string, { start, end }: Word): boolean {
  const hash = hashOf(text, start, end)
  return isStopHash(hash) || lookUp(GOES_ON, hash) === 1
}

function familyAfter(text: string, first: Word): Word | null {
  const next = unitAt(text, first.end) === SPACE ? after(text, first.end) : null
  return next !== null && isFamily(text, next) ? next : null
}

/** Tells whether a word may be the family name of who was just named. */
function isFamily(text: string, word: Word): boolean {
  const hash = hashOf(text, word.start, word.end)
  if (lookUp(COMMON_NAMES, hash) > 0) return true
  if (word.end - word.start < 4 || lookUp(GOES_ON, hash) === 1 || isStopHash(hash)) return false
  return !VERB_END.test(text.slice(word.start, word.end)) && !isAmongSigns(text, word)
}

/** Tells whether a word is a family name that many have and no word beside that. */
function isSurelyFamily(text: string, word: Word): boolean {
  const hash = hashOf(text, word.start, word.end)
  return lookUp(COMMON_NAMES, hash) > 0 && !isAmbiguous(hash) && lookUp(GOES_ON, hash) === 0
}

/** The next word over one blank, or a full stop and a blank; null when something else stands there. */
function after(text: string, end: number): Word | null {
  const start = end + (unitAt(text, end) === POINT ? 2 : 1)
  if (unitAt(text, start - 1) !== SPACE || !isLetter(unitAt(text, start))) return null
  return { start, end: endOf(text, start) }
}

function endOf(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && isLetter(text.charCodeAt(end))) end++
  return end
}

/** Tells whether a word belongs to something longer: an address, a path, an identifier. */
function isAmongSigns(text: string, { start, end }: Word): boolean {
  if ('_@#$/\\<{[=`&*~^.-%:'.includes(text.charAt(start - 1) || ' ')) return true
  const next = unitAt(text, end)
  if (next === APOSTROPHE) return false
  if ('_@/\\=-({[<>'.includes(text.charAt(end) || ' ')) return true
  return (text[end] === '.' || text[end] === ':') && /[^\s"']/.test(text.charAt(end + 1))
}
