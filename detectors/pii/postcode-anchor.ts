import { isDigit } from '../engine/reading.ts'
import { unitAt } from '../engine/units.ts'

/** A place in an address that only addresses have: a postcode in the form of some country, and where the text goes on. */
const ANCHORS: readonly RegExp[] = [
  // Town follows: continental Europe.
  /(?:\d{5}|\d{4} ?[A-Z]{2}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|(?!(?:19|20)\d\d)\d{4}) \p{Lu}[\p{L}'’.-]{1,}/uy,
  // Brazil, Japan, India and Singapore: the code comes last.
  /(?:\d{5}-\d{3}|\d{3}-\d{4}|\d{6}|\d{3} \d{3})(?![\p{L}\d-])/uy,
  // Great Britain, Canada and Ireland.
  /(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d[\dW] [A-Z\d]{4})(?![\p{L}\d])/uy,
]
/** Codes that only what stands right before them makes one: a state of the United States or of Australia. */
const AFTER_STATE = /(?:\d{5}(?:-\d{4})?|\d{4})(?![\p{L}\d-])/uy
const STATE = /(?:^|[ ,])(?:([A-Z]{2})|NSW|VIC|QLD|TAS|ACT),? {1,2}$/
const TWO_LETTER_STATES = 'WA|SA|NT'
const PARTS_MAX = 16
const CHARS_MAX = 150
/** Words in small letters that stand inside of addresses. */
const LINKS = new Set(
  (
    'de|del|della|delle|dei|degli|di|da|do|dos|das|la|le|les|los|las|el|du|des|van|der|den|het|von|zum|zur|am|an|im|in|unter|auf|' +
    'of|the|upon|and|y|e|i|no|nr|st|rue|place|chemin|impasse|quai|cours|avenue|boulevard|boul|bis|ter|via|calle|rua|ul|os|al|' +
    'pl|m|gate|gata|gatan|plass|torget|vei|väg|utca|út|tér|náměstí|ulice|nagar|near|opp|behind|planta|prospekt|ulitsa|piso|apt|dori'
  ).split('|'),
)
/** Words with a capital that begin a sentence or announce an address, and are no part of one. */
const BEGINNERS =
  /^(?:address|adresse|anschrift|direcci[oó]n|indirizzo|the|my|our|his|her|i|we|please|send|ship|mail|deliver|visit|go|come|at|to|from|in|on|of|with|as|when|after|before|for|since|by|is|it|and|or|tel|phone|office|home|page|table|figure|chapter|section|version|step|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)$/i
const HOUSE = /^(?:[A-Z]-?)?\d{1,4}(?:-?[A-Za-z])?(?:[/-]\d{1,4}[A-Za-z]?){0,2}(?:\/[A-Z])?$/
const NAME = /^\p{Lu}[\p{L}'’.-]{2,}$/u
const ENTRANCE = /^(?:\p{Lu}|#|no|nr|n)[.°º]?$/iu

/** Where the postcode that begins here ends, and the first word of the town after it; 0 when none begins here. */
export function anchorEnd(text: string, at: number): number {
  for (const anchor of ANCHORS) {
    anchor.lastIndex = at
    if (anchor.test(text)) return anchor.lastIndex
  }
  AFTER_STATE.lastIndex = at
  if (!AFTER_STATE.test(text)) return 0
  const end = AFTER_STATE.lastIndex
  const [state, letters] = STATE.exec(text.slice(Math.max(0, at - 8), at)) ?? []
  if (state === undefined) return 0
  const isLong = end - at >= 5
  return letters === undefined ? (isLong ? 0 : end) : isLong || TWO_LETTER_STATES.includes(letters) ? end : 0
}

/**
 * Goes back from a postcode over the words of an address to its beginning; -1 when what stands there has no house
 * number, no name or no comma and so is none.
 */
export function addressStart(text: string, at: number): number {
  const parts: { word: string; start: number }[] = []
  const limit = Math.max(0, at - CHARS_MAX)
  let commas = 0
  let end = at
  for (let count = 0; count < PARTS_MAX; count++) {
    let to = end
    for (let sign = unitAt(text, to - 1); to > limit && isGap(sign); sign = unitAt(text, to - 1)) {
      if (sign === COMMA || sign === 10) commas++
      to--
    }
    let from = to
    while (from > limit && isOfWord(text, from - 1)) from--
    const word = text.slice(from, to)
    if (from === to || to === end || (from === limit && limit > 0) || !isPart(word)) break
    parts.unshift({ word, start: from })
    end = from
  }
  while (parts.length > 0 && isBeginner(parts[0]?.word ?? '')) parts.shift()
  const house = parts.findIndex(({ word }) => HOUSE.test(word) && !/^(?:19|20)\d\d$/.test(word))
  const names = parts.filter(({ word }) => NAME.test(word))
  if (house < 0 || names.length === 0 || commas === 0) return -1
  return parts[0]?.start ?? -1
}

const COMMA = 44

function isGap(code: number): boolean {
  return code === 32 || code === COMMA || code === 10
}

/** Letters, digits and what stands inside of words and numbers of houses. */
function isOfWord(text: string, at: number): boolean {
  const code = unitAt(text, at)
  if (isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 122)) return true
  if (code > 127) return /[\p{L}\p{M}’°º〒]/u.test(text.charAt(at))
  return code === 45 || code === 46 || code === 47 || code === 39 || code === 35
}

function isPart(word: string): boolean {
  if (/^\p{Lu}/u.test(word)) return !/[\p{Ll}\d]{5}\.$/u.test(word)
  if (/^\d/.test(word)) return word.length <= 9 && !word.endsWith('.')
  return (
    word === '-' || ENTRANCE.test(word) || /^#\d/.test(word) || LINKS.has(word.replace('.', '').toLowerCase())
  )
}

function isBeginner(word: string): boolean {
  return word === '-' || BEGINNERS.test(word) || (LINKS.has(word) && word.length <= 3)
}
