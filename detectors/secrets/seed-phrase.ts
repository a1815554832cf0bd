import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { unitAt } from '../engine/units.ts'
import { isMnemonic, phraseLengths } from './mnemonic.ts'
import { numberOfWord, rareWords } from './mnemonic-words.ts'

const KEYWORDS = [
  'mnemonic',
  'seed phrase',
  'seed words',
  'recovery phrase',
  'recovery words',
  'secret phrase',
  'backup phrase',
]
const RARE = new Set(rareWords)
const WORDS_MAX = 24
const KEYWORD_REACH = 80
const WORD = /[A-Za-z]+/g
const NEXT = /([^A-Za-z]{0,8})([A-Za-z]{3,8})/y
/** What may stand between two words of a phrase: blanks, commas, and the number of the next word. */
const GAP = /^[\s,;|"'-]{0,4}(?:\d{1,2}[.):]?\s{0,2})?$/
const PUBLISHED = /^(?:abandon |zoo |legal winner thank |letter advice cage |test test |all hour make first )/

interface Word extends Span {
  readonly text: string
}

/** Recovery phrases of wallets: 12 to 24 words of the list of BIP 39 whose checksum holds. */
export const seedPhrase = detector({
  code: 'secret_seed_phrase',
  label: 'Wallet Recovery Phrase',
  category: 'secret',
  severity: 'critical',
  dataType: 'secret',
  mechanism: 'checksum',
  hints: [...KEYWORDS, ...rareWords],
  pattern: new RegExp(
    `(?<![a-z])(?:(${KEYWORDS.map((word) => word.replace(' ', '\\s')).join('|')})|[a-z]{3,8})`,
    'iy',
  ),
  locate,
  check,
  cost: 20,
  examples: {
    find: [
      [
        'seed phrase: legal winner thank year wave sausage worth useful legal winner thank yellow',
        'legal winner thank year wave sausage worth useful legal winner thank yellow',
      ],
      [
        'my wallet is jelly better achieve collect unaware mountain thought cargo oxygen act hood bridge ok?',
        'jelly better achieve collect unaware mountain thought cargo oxygen act hood bridge',
      ],
      [
        'dignity pass list indicate nasty swamp pool script soccer toe leaf photo multiply desk host tomato cradle drill spread actor shine dismiss champion exotic',
        'dignity pass list indicate nasty swamp pool script soccer toe leaf photo multiply desk host tomato cradle drill spread actor shine dismiss champion exotic',
      ],
      [
        'MNEMONIC="scheme spot photo card baby mountain device kick cradle pact join borrow"',
        'scheme spot photo card baby mountain device kick cradle pact join borrow',
      ],
      [
        'recovery words:\n1. jelly\n2. better\n3. achieve\n4. collect\n5. unaware\n6. mountain\n7. thought\n8. cargo\n9. oxygen\n10. act\n11. hood\n12. bridge',
        'jelly\n2. better\n3. achieve\n4. collect\n5. unaware\n6. mountain\n7. thought\n8. cargo\n9. oxygen\n10. act\n11. hood\n12. bridge',
      ],
    ],
    ignore: [
      [
        'mnemonic: jelly better achieve collect unaware mountain thought cargo oxygen act hood jelly',
        'the checksum fails',
      ],
      [
        'mnemonic: jelly better achieve collect unaware mountain thought cargo oxygen act hood',
        'eleven words',
      ],
      ['jelly is better to achieve, so collect the unaware mountain of thought', 'prose'],
      ['a mnemonic helps people remember the order of the planets', 'another sort of mnemonic'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const end = match.index + match[0].length
  if (isLetter(unitAt(text, end))) return null
  if (match[1] !== undefined) return phraseIn(firstRun(text, end))
  if (!RARE.has(match[0].toLowerCase())) return null
  const before = backwards(text, match.index)
  // The first rare word of a run has already answered for it.
  if (before === null) return null
  const word = { start: match.index, end, text: match[0].toLowerCase() }
  return phraseIn([...before, word, ...forwards(text, end)])
}

function check(value: string): Verdict | null {
  const words = wordsOf(value, 0).map(({ text }) => text)
  if (!isMnemonic(words)) return null
  return PUBLISHED.test(words.join(' ')) ? { ...verdict.proven, testValue: true } : verdict.proven
}

/** The words of the list that go on from a position. */
function forwards(text: string, from: number): readonly Word[] {
  const words: Word[] = []
  let at = from
  while (words.length < WORDS_MAX) {
    NEXT.lastIndex = at
    const found = NEXT.exec(text)
    const spelled = found?.[2]?.toLowerCase() ?? ''
    if (found === null || !numberOfWord.has(spelled) || !GAP.test(found[1] ?? '')) break
    const start = at + (found[1] ?? '').length
    at = start + spelled.length
    if (isLetter(text.charCodeAt(at))) break
    words.push({ start, end: at, text: spelled })
  }
  return words
}

/** The words of the list that lead up to a position; null when one of them is rare. */
function backwards(text: string, to: number): readonly Word[] | null {
  const words: Word[] = []
  let at = to
  while (words.length < WORDS_MAX) {
    const head = text.slice(Math.max(0, at - 16), at)
    const found = /([A-Za-z]{3,8})([^A-Za-z]{1,8})$/.exec(head)
    if (found === null || !GAP.test(found[2] ?? '')) break
    const end = at - (found[2] ?? '').length
    const word = { start: end - (found[1] ?? '').length, end, text: (found[1] ?? '').toLowerCase() }
    if (!numberOfWord.has(word.text) || isLetter(unitAt(text, word.start - 1))) break
    if (RARE.has(word.text)) return null
    words.unshift(word)
    at = word.start
  }
  return words
}

/** The first run of words of the list soon after a keyword. */
function firstRun(text: string, from: number): readonly Word[] {
  for (const { start, text: word } of wordsOf(text.slice(from, from + KEYWORD_REACH), from)) {
    if (!numberOfWord.has(word)) continue
    const run = forwards(text, start)
    if (run.length > 2) return run
  }
  return []
}

/** The longest phrase with which a run of words begins or ends. */
function phraseIn(run: readonly Word[]): Span | null {
  const length = phraseLengths.find((one) => one <= run.length)
  if (length === undefined) return null
  for (const words of [run.slice(0, length), run.slice(-length)]) {
    if (isMnemonic(words.map(({ text }) => text))) {
      return { start: (words[0] as Word).start, end: (words.at(-1) as Word).end }
    }
  }
  return null
}

function wordsOf(text: string, offset: number): readonly Word[] {
  return [...text.matchAll(WORD)].map((found) => ({
    start: offset + found.index,
    end: offset + found.index + found[0].length,
    text: found[0].toLowerCase(),
  }))
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122
}
