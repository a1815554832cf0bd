import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { isPlaceholder } from './placeholder.ts'

const INTENDED = '(?:\\s(?:for|to|of|on|fur|de|del|pour|per|voor)\\s[\\w .-]{1,40}?)?'
const SAID =
  '(?:\\s?(?:→|->)\\s?|\\s{0,2}[:=]\\s{0,3}|\\s(?:is|was|lautet|ist|est|es|e)(?: now)?:?\\s{1,2}|\\s(?="))'
/** Words of which no passphrase is made, since a sentence would not do without them; the value ends before the first. */
const FUNCTION_WORDS = new Set(
  (
    'a an the is are was were be been being to of for on in at by with from as into than then so but and or if when while ' +
    'because which that this these those it its you your we our us i my me he she they their not no do does did done has ' +
    'have had can could will would should must may might only also just please ok thanks until after before ' +
    'all any each every what who how why where der die das und oder nicht ist le la les un une et est el los las una y es'
  ).split(' '),
)
/** Words that speak about a passphrase. */
const ABOUT =
  /\b(?:pass(?:word|phrase|wort)s?|secrets?|keys?|strings?|values?|defaults?|none|null|undefined|true|false|required|optional|invalid|incorrect|wrong|missing|protected|changed|stored|sent|needed|asked|expired|empty|set|used|using|encrypt\w*|decrypt\w*|hash\w*|users?|username|login|sign|characters?|letters?|digits?|words|length|long|minimum|sensitive|enter|type|forgot|forgotten|reset|confirm|repeat|show|hide|new|old|current|example|here|field|input|file|account|e-?mail|generated|random|match|don't|doesn't)\b/i
const WORDS_MIN = 3
const WORDS_MAX = 12

/** Passphrases of several words with blanks between them, in quotes or where they end with the sentence. */
export const passphrase = detector({
  code: 'secret_passphrase',
  label: 'Passphrase',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: [
    'passphrase',
    'pass phrase',
    'password',
    'passwort',
    'kennwort',
    'psk',
    'wpa key',
    'wpa2 key',
    'wifi key',
  ],
  pattern: new RegExp(
    `(?:pass ?phrase|password|passwort|kennwort|psk|wpa2? key|wifi key)["']?${INTENDED}${SAID}(?:"([^"\\n]{10,120})"|'([^'\\n]{10,120})'|\`([^\`\\n]{10,120})\`|([a-z0-9]{1,16}(?:[ -][a-z0-9']{1,16}){2,15}))`,
    'iy',
  ),
  locate,
  check,
  cost: 4,
  examples: {
    find: [
      ['passphrase: violet anchor seldom rains', 'violet anchor seldom rains'],
      [
        'The passphrase for the archive is seventeen loud geese sleeping, keep it safe',
        'seventeen loud geese sleeping',
      ],
      ['passphrase = "tin roof 12 lemons"', 'tin roof 12 lemons'],
      ['the password is copper window marble fox so do not forget', 'copper window marble fox'],
      ['  psk="my cat eats 3 fish"', 'my cat eats 3 fish'],
      ['wpa-psk "nine tall pines"', 'nine tall pines'],
      ['passphrase is copper-window-marble-fox', 'copper-window-marble-fox'],
    ],
    ignore: [
      ['the passphrase is a sequence of words used to control access', 'a definition'],
      ['the passphrase is asked for at boot', 'a sentence'],
      ['passphrase: "Please enter your passphrase"', 'a label'],
      ['the password is case sensitive and eight characters long', 'a rule'],
      ['password: string with a minimum length', 'a type'],
      ['passphrase: two words', 'too few words'],
      ['passphrase: minimum length eight letters', 'a rule'],
      ['password = "incorrect username or password"', 'a message'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const quoted = match[1] ?? match[2] ?? match[3]
  const end = match.index + match[0].length
  if (quoted !== undefined) {
    const start = end - 1 - quoted.length
    return isPhrase(quoted) && wordsOf(quoted) >= (/^passw|^kenn/i.test(match[0]) ? WORDS_MIN + 1 : WORDS_MIN)
      ? { start, end: end - 1 }
      : null
  }
  const said = match[4] ?? ''
  const start = end - said.length
  const isWhole = !/^[\w'-]/.test(text.slice(end, end + 1))
  const phrase = beforeFunctionWord(said)
  // Something else than the end of a phrase must not follow: a list, a call, a path.
  if (phrase === said && (!isWhole || /^[ \t]?[^\s\w.,;!?)\]"']/.test(text.slice(end, end + 2)))) return null
  const wordsMin = /^pass ?phrase/i.test(match[0]) ? WORDS_MIN : WORDS_MIN + 1
  const isLower = /^[a-z0-9' -]+$/.test(phrase) || /^(?:[A-Z][a-z]+[ -]?)+$/.test(phrase)
  return isLower && wordsOf(phrase) >= wordsMin && !ABOUT.test(phrase)
    ? { start, end: start + phrase.length }
    : null
}

/** A phrase up to its first word that only sentences have. */
function beforeFunctionWord(said: string): string {
  for (const { 0: word, index } of said.matchAll(/[^ -]+/g))
    if (FUNCTION_WORDS.has(word.toLowerCase())) return said.slice(0, index).replace(/[ -]+$/, '')
  return said
}

/** Words alone, and not those that speak about passphrases. In quotes a sentence may be one. */
function isPhrase(value: string): boolean {
  return /^[A-Za-z0-9',!.-]+(?: [A-Za-z0-9',!.-]+)+$/.test(value) && !ABOUT.test(value)
}

function wordsOf(value: string): number {
  return value.split(/[ -]+/).filter((word) => word.length > 1 || /\d/.test(word)).length
}

function check(value: string): Verdict | null {
  const words = value.split(/[ -]+/)
  const letters = value.replace(/[^A-Za-z]/g, '').length
  const isWhole = words.length >= WORDS_MIN && words.length <= WORDS_MAX && letters >= 8
  return isWhole && new Set(words).size > 2 && !isPlaceholder(value) ? verdict.selfNamed : null
}
