import { detector, type Span, type Verdict, verdict } from '../detector.ts'

const PLACES = [
  'door',
  'gate',
  'entry',
  'entrance',
  'access',
  'alarm',
  'keypad',
  'lock',
  'lockbox',
  'locker',
  'garage',
  'safe',
  'vault',
  'building',
  'elevator',
  'intercom',
  'unlock',
  'disarm',
  'voicemail',
]
/** What else has a code, named after it: the code to the shed. */
const BEHIND =
  '(?:the |my |our |your |their |his |her )?(?:[a-z]{1,12} ){0,2}?(?:door|gate|garage|safe|building|house|locker|shed|alarm|lift|elevator|parking|lobby|stairwell|storage|padlock|lock|lockbox|box|apartment|flat|office|phone|tablet|voicemail|intercom)'
const OCCASIONS = [
  'verification',
  'security',
  'authentication',
  'authenticator',
  'one-time',
  'one time',
  'login',
  'sign-in',
  'backup',
  'recovery',
  'sms',
  '2fa',
  'mfa',
  'otp',
]
const ALONE = [
  'puk',
  'otp',
  'passcode',
  'combination',
  'combo',
  'padlock',
  'bike lock',
  'front door',
  'back door',
  'side door',
  'main gate',
  'your code',
  'recovery key',
  'backup key',
  'turcode',
  'zugangscode',
  'digicode',
  "code d'acces",
  'code de la porte',
  'code du portail',
  "code de l'alarme",
  'codigo de acceso',
  'codigo de la puerta',
  'codigo de la alarma',
  'codigo del porton',
  'codice di accesso',
  'codice del cancello',
  "codice dell'allarme",
  'codigo de acesso',
  'codigo do portao',
  'deurcode',
  'toegangscode',
  'kod do drzwi',
  'kod do bramy',
  'kod do domofonu',
]
/** What a code is for, up to what says what it is. */
const INTENDED =
  '(?:\\s(?:for|to|of|on|at|in|into|from|we|you|i|that|fur|zum|pour|para|de|per|voor)\\s[^\\n.:;!?=#]{1,48}?)?'
const SAID =
  "(?:'s\\s|\\s?\\((?=[#*]?\\d{3,8}[#*]?\\))|\\s?\\([^()\\n]{1,24}\\)\\s?:?\\s?|\\s{0,2}[:=]\\s{0,3}|\\s(?:[-–—→]|->)\\s|(?:\\s(?:is|was|are|will be|reads|lautet|ist|est|es|e|jest|changed to|set to|reset to)|[?,.]? it(?:'| i)?s)\\s(?:now |still |just |currently |again )?)"
const VALUE =
  '\\d{6}(?:-\\d{6}){7}|[#*]?\\d{1,2}([- ])\\d{1,2}\\2\\d{1,2}(?:\\2\\d{1,2})?|[#*]?\\d{3,4} \\d{3,4}[#*]?|[#*]?[a-z0-9]{3,12}(?:-[a-z0-9]{2,12}){0,7}[#*]?'

/** Codes that open doors and safes, PINs, and one-time and recovery codes, where words say what they are. */
export const accessCode = detector({
  code: 'secret_access_code',
  label: 'Access Code or PIN',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: [
    ...PLACES.flatMap((place) => ['code', 'pin', 'comb'].map((kind) => `\b${place} ${kind}`)),
    '\bvoicemail pass',
    '\balarm pass',
    '\bdoor pass',
    ...OCCASIONS.map((one) => `\b${one} code`),
    ...ALONE.map((word) => `\b${word}`),
    ...[' ', ':', '=', '-', '"', "'", '?', ',', '(', 's', 'code'].map((next) => `\bpin${next}`),
    '\bcode 0',
    '\bcode *0',
    '\bcode #0',
    '\bcode: 0',
    '\bcode is 0',
    '\bcode was 0',
    '\barm with 0',
    '\bdisarm with 0',
    '\barm it with 0',
    '\benter 0',
    '\btan ',
    '\btan:',
    '\bcode to ',
    '\bcode for ',
    '\bcodes for ',
    '\bcode of ',
    ' is your ',
  ],
  pattern: new RegExp(
    ` is your (?:[\\w-]{1,20} ){0,3}?(?:code|passcode|otp|pin)(?![a-z])|(?:(?:${[...PLACES, ...OCCASIONS].join('|')})\\s(?:code|pin|combination|combo|passcode|password)s?|${ALONE.join('|')}|tan|pins?(?:[ -]?(?:code|number|no\\.?))?|codes? (?:to|for|of) ${BEHIND}|code(?=:? (?:is |was )?[#*]?\\d)|(?:dis)?arm(?: it)? (?:with|using)|enter)(?![a-z])` +
      `(?:["']?${INTENDED}${SAID}["'\`]?|\\s{1,2}["']?(?=[#*]?\\d))(${VALUE})(?:,? (?:and )?(?:\\d{4} \\d{4}|[a-z0-9]{4,8}-[a-z0-9]{4,8})){0,15}(?![\\w@%/]|[.,]\\d|-\\w)`,
    'iy',
  ),
  locate,
  check,
  cost: 4,
  examples: {
    find: [
      ['The gate code is 5719# until Friday.', '5719#'],
      ['alarm code for the studio: 360815', '360815'],
      ['safe combination 31-07-22', '31-07-22'],
      ['My PIN is 6093, the card is in the drawer', '6093'],
      ['SIM: PUK 55310972', '55310972'],
      ['Your verification code is 660 914.', '660 914'],
      ['recovery codes: 7KQ2-M4XD, 9PLT-3WZ8', '7KQ2-M4XD, 9PLT-3WZ8'],
      ['passcode to the shared call is 918264', '918264'],
      ["bank PIN? It's 7714.", '7714'],
      ['Der Türcode lautet 4820', '4820'],
      ['the code to the old shed is 9073', '9073'],
      ['770241 is your Contoso verification code', '770241'],
      ['to get into the attic room use code 60934.', '60934'],
      ['disarm with 7731# on your way in', '7731#'],
      ['Enter 559037 to verify your login', '559037'],
      ['tell her the gate code (6608)', '6608'],
      ['voicemail password 7718', '7718'],
      ['The recovery key is T7QX-29LP-9MZK.', 'T7QX-29LP-9MZK'],
    ],
    ignore: [
      ['error code 4471 was returned', 'a code of an error'],
      ['the pin code of our office is 411001', 'a postal code of India'],
      ['connect pin 1302 to ground', 'a pin of a part'],
      ['The entry code is 200 lines long', 'lines of source code'],
      ['the PIN has 4 digits', 'a rule'],
      ['The entry code is 2400 lines long', 'lines of source code'],
      ['verification code is required', 'a word'],
      ['the combination is 40% water', 'a mixture'],
      ['security code 412', 'the code of a card'],
      ['Building code 2021 asks for alarms', 'a year'],
      ['the code for the lobby is in C99', 'source code'],
      ['use code 20241 at checkout, the door is open', 'a discount'],
      ['Enter 2000 to go on', 'an amount'],
      ['Enter 5590 to go on', 'a number to type'],
      ['the winning combination 4471', 'no three numbers'],
      ['the front door 4471 was sold', 'goods'],
      ['error code 4471: door open', 'an error'],
      ['1200 is your new limit', 'no code'],
      ['tan = 0xD2B48C', 'a colour'],
      ['// pin : 2014-12-18 Contoso Registry', 'a date'],
      ['else atan = ATan01(temp)', 'the end of a longer word'],
      ['open connections end with close code 1001 (going away)', 'a code of a protocol'],
    ],
  },
})

/** What follows a number that counts something. */
const COUNTED =
  /^(?:\s?[°€$£]|[- ](?:characters?|digits?|letters?|lines?|lignes|minutes?|seconds?|hours?|days?|weeks?|years?|times|people|users|volts?|ohms?|bytes?|bits?|chars?|files?|pages?|of|or)\b)/i
/** What says that the value comes next, where no mere blank stands before it. */
const TOLD = /[:=(→>]|\s(?:is|was|are|be|reads|lautet|ist|est|es|e|jest|to)\s|'s/i

/** A code with the words that lead up to it. */
interface Told {
  readonly words: string
  readonly value: string
  /** What stands before the words and after the code. */
  readonly before: string
  readonly after: string
  /** A sign or a verb says that the code comes next. */
  readonly isTold: boolean
}

/** Words that name other things as well, and what must hold where they stand. */
const DOUBTFUL: readonly (readonly [words: RegExp, holds: (told: Told) => boolean])[] = [
  [/^code(?! (?:to|for|of) )/i, isEntry],
  [/^enter\s/i, ({ after }) => PURPOSE.test(after)],
  [/^(?:comb|padlock|bike)/i, ({ value }) => /^\d{1,2}[- ]\d{1,2}[- ]\d{1,2}/.test(value)],
  // That of a card has three or four digits, and is another detector's.
  [/^security/i, ({ value }) => value.length > 4],
  // India's postal codes are called so.
  [
    /^pin[ -]?code/i,
    ({ words, value, before }) => !/^\d{6}$/.test(value) || HAS_PIN.test(before.slice(-16) + words),
  ],
  [/password/i, ({ value }) => /^[#*]?\d+[#*]?$/.test(value)],
  [/^(?:front|back|side|main|your)/i, ({ isTold }) => isTold],
  [/^(?:pins?|tan|otp)\s{1,2}["']?$/i, isOwn],
]
const PURPOSE = /^ to (?:verify|log|sign|confirm|unlock|open|arm|disarm|get in)/i
const HAS_PIN = /alarm|card|phone|sim\b|door|gate|lock|bank/i
/** Words of doors, alarms and logins around a code, and what else has codes. */
const ENTRY =
  /(?:^|[^a-z])(?:door|gate|room|lock\w{0,6}|entry|entrance|alarm|keypad|lobby|garage|safe|check-?in|verify|verification|log ?in|sign ?in|let yourself in|get in(?:to)?|open)(?![a-z])/i
const OTHER_CODES =
  /(?:zip|close|post(?:al)?|area|country|dial\w*|error|exit|status|return|promo\w*|coupon|discount|voucher|product|item|source|order|http|booking|tax|sort|currency|qr|icd|cpt|diagnos\w+|billing|class|colou?r|dress|course|stock|key) {0,2}$|% off|checkout/i
const BEFORE_CHARS = 60
const AFTER_CHARS = 40

function locate(text: string, match: RegExpExecArray): Span | null {
  const value = match[1]
  if (value === undefined) return behind(text, match.index)
  const end = match.index + match[0].length
  const start = match.index + match[0].lastIndexOf(value)
  const words = text.slice(match.index, start)
  const told: Told = {
    words,
    value,
    before: text.slice(Math.max(0, match.index - BEFORE_CHARS), match.index),
    after: text.slice(end, end + AFTER_CHARS),
    isTold: TOLD.test(words),
  }
  if (/^0x[0-9a-f]+$/i.test(value) || /^(?:19|20)\d\d-\d\d-\d\d$/.test(value)) return null
  if (/^tan/i.test(words) && /[a-z]$/i.test(told.before)) return null
  const isYear = !told.isTold && /^(?:19|20)\d\d$/.test(value)
  if (isYear || COUNTED.test(told.after)) return null
  return DOUBTFUL.every(([named, holds]) => !named.test(words) || holds(told)) ? { start, end } : null
}

function isEntry({ before, after }: Told): boolean {
  if (OTHER_CODES.test(before) || /% off|checkout|discount/i.test(after)) return false
  return ENTRY.test(before + after)
}

/** Tells whether it is said whose number it is, or capitals do not mean a part's leg or a colour. */
function isOwn({ words, value, before }: Told): boolean {
  const isNamed =
    /^(?:PIN|TAN|OTP)/.test(words) || /(?:my|his|her|our|sim|bank|card|phone|atm|host|user)\s$/i.test(before)
  return isNamed && /^\d{4,}[#*]?$/.test(value)
}

/** The code that stands before the words which say that it is one. */
function behind(text: string, at: number): Span | null {
  const code = /(?<![\w.,:/-])(?:G-)?(\d{4,8}|\d{3}[- ]\d{3})$/.exec(
    text.slice(Math.max(0, at - 16), at),
  )?.[1]
  return code === undefined ? null : { start: at - code.length, end: at }
}

function check(value: string): Verdict | null {
  if (/^\d{1,2}([- ])\d{1,2}\1\d{1,2}/.test(value)) return verdict.selfNamed
  const plain = value.replace(/[^A-Za-z0-9]/g, '')
  const digits = plain.replace(/\D/g, '').length
  const isShort = value.length < 4 || (digits === plain.length && plain.length < (/[#*]/.test(value) ? 3 : 4))
  if (isShort || digits < 2 || /^(.)\1*$/.test(plain) || /x{3}/i.test(plain)) return null
  if (digits === plain.length) return plain.length <= 10 || /[ -]/.test(value) ? verdict.selfNamed : null
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && value.length >= 6
  return /^[A-Z0-9#*, -]+$/.test(value) || digits >= 3 || isMixed ? verdict.selfNamed : null
}
