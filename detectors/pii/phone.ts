import { type Context, detector, type Found, type Span, type Verdict, verdict } from '../detector.ts'
import { standsAlone } from '../engine/boundary.ts'
import { near } from '../engine/context.ts'
import { firstPlace, type Reading } from '../engine/reading.ts'
import { unitAt } from '../engine/units.ts'
import { hasCallingCode } from './calling-codes.ts'

const NUMBER =
  /(?:\+ ?|\()?\(?\d(?:[ .()/-]{0,2}\d){5,16}(?:[\s,]{0,2}(?:x|ext\.?|extension)\s?\d{1,5}(?!\d))?/iy
const SEPARATORS_MAX = 2
const DIGITS_MIN = 6
const EXTENSION = /[\s,]{0,2}(?:x|ext\.?|extension)\s?\d{1,5}$/i
const DATE =
  /^(?:(?:19|20)\d\d([-./ ])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)|(?:0?[1-9]|[12]\d|3[01])([-./ ])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d(?!\d)|(?:19|20)\d\d ?- ?(?:19|20)\d\d(?!\d))/
const NANP = /^(?:\+?1[-. ]?)?(?:\((\d{3})\)[-. ]?|(\d{3})([-. /]))(\d{3})([-. ])(\d{4})$/
const NANP_AREA = /^[2-9](?!11|7\d$)\d\d$|^[24-8]7\d$/
const NANP_EXCHANGE = /^[2-9](?!11)\d\d$/
/** Six digits, as small countries have them, must at least be grouped as such. */
const SHORT = /^(?:\d\d[ -]\d\d[ -]\d\d|\d{3}[ -]\d{3})$/
/** One part in brackets at most. */
const BRACKETED = /^[^()]*\([^()]{1,6}\)[^()]*$/
const LABEL = /^-(?:office|fax|home|work|cell|mobile)\b/i
/** Right after a number these make it a time, part of an address or a share. */
const UNITS = ':@%'
/** Right before a number, or a blank before it, these make it a sum of money. */
const CURRENCIES = '$€£'
/** What is dialled in North America before the code of another country. */
const EXIT = /^011(?=[ .-]?[1-9])/
/** A number that is added to another, a fraction or a decimal: in a phone number a point comes right after the code of a country. */
const SUMMAND = /^\+(?: \d+(?:[./]\d+)?|\d(?<![17])\.\d+|\d{1,2}\.\d{1,5}|\d{4,}[./]\d+)$/
/** As registries of domains write numbers, and much else its decimals. Source: RFC 5733. */
const REGISTERED = /^\+\d{1,2}\.\d{6,12}$/
const DECIMAL = /^\d{1,2}\.\d{4,}$|^\d{3}\.\d{5,6}$|\.\.|^\d{2,7}-\d\d-\d$/
const PRIVATE_HOST = /^(?:10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/
const INTERNATIONAL = /^(?:\+|00)[ ]?\(?[1-9]/

/** Phone numbers: North American and international form, others where a keyword names them. */
export const phone = detector({
  code: 'pii_phone',
  label: 'Phone Number',
  category: 'pii',
  severity: 'medium',
  dataType: 'pii',
  mechanism: 'phone',
  hints: [
    '+0',
    '+ 0',
    '+(0',
    '00-00',
    '00 00',
    '00.00',
    '00/00',
    '00) 0',
    '00)0',
    '00)-0',
    '0)00',
    '0) 00',
    '0) 0',
    '0000000',
  ],
  pattern: find,
  check,
  context: describing([
    '(?:tele)?phon(?:ed|ing|es?(?:[\\s_-]?(?:number|num|no))?)',
    't(?:el\\w{0,12}|lf)',
    'm(?:ob(?:il\\w{0,9}|s)?|ovil|atkapuhelin)',
    'ce(?:ll(?:ular|phone)?|p)',
    'call(?:ed|ing)?',
    'dial(?:ed|ing)?',
    'fax',
    'whats?app',
    's(?:ms|[dđ]t|witchboard)',
    'text(?:ed|ing)? me',
    'r[ai]ng(?! size)',
    'reach (?:me|us|him|her|them)',
    'contact(?:[\\s_-]?(?:number|no))?',
    'answering',
    'h(?:otline|elpline|andy\\w{0,7})',
    '-(?:office|fax|home|work|cell|mobile)',
    '(?<=(?:my|his|her|their|our|your) (?:[a-z]{3,7} )?)n(?:umber(?! one)|o)(?! (?:(?:is|was) )?(?!is|was|now|still)[a-z]{2})',
    'rufnummer',
    'p(?:h|uh(?:elin)?|agers?)',
    'landline',
    'voicemail',
    'celular\\w{0,3}',
    'cellulare',
    'portable',
    'gsm',
    'телефон\\w{0,3}',
    'тел',
    '電話(?:番号)?',
    '携帯(?:電話|番号)?',
    '[电電]话(?:号码)?',
    '手[机機](?:号码?|號碼)?',
    '전화(?:번호)?',
    '휴대폰',
    'appele[rz]',
    'joindre',
    'llam[aeo]\\w{0,4}',
    'fijo',
    'bel(?:len)?',
    'k(?:antoor|om)',
    'anruf\\w{0,3}',
    'chiam\\w{1,4}',
    'zadzwon',
    'звон\\w{1,4}',
    '拨打|致电|撥打',
    'هاتف',
    'جوال',
    'טלפון',
  ]),
  examples: {
    find: [
      ['call (415) 867-5309 today', '(415) 867-5309'],
      ['415-867-5309 or', '415-867-5309'],
      ['+44 20 7946 0958', '+44 20 7946 0958'],
      ['reach us on +4930901820', '+4930901820'],
      ['+1 (415) 867-5309 x204', '+1 (415) 867-5309 x204'],
      ['phone: 4158675309', '4158675309'],
      ['Tel. 089 72 63 41', '089 72 63 41'],
      ['電話 03-1234-5678', '03-1234-5678'],
      ['+33 (0)1 23 45 67 89', '+33 (0)1 23 45 67 89'],
      ['contact number 646 867-5309', '646 867-5309'],
      ['fax 415.555.0142 is fictional', '415.555.0142'],
      ['ask 212/867-5309 for it', '212/867-5309'],
      ['Appelez le 01 58 44 21 07', '01 58 44 21 07'],
      ['Bel 020 624 1187 voor hulp', '020 624 1187'],
      ['o al fijo 917 445 203', '917 445 203'],
      ['001-771-975-4619', '001-771-975-4619'],
      ['+44 20 8912 5912 passes as a card', '+44 20 8912 5912'],
      ['dial 011 44 20 7946 0123 from Boston', '011 44 20 7946 0123'],
      ['Telefonnummer: 06131 5550199', '06131 5550199'],
      ['mob 07700900123', '07700900123'],
      ["my number's 5125550177, any time", '5125550177'],
      ['tlf. 22 55 01 99', '22 55 01 99'],
      ['switchboard 0161 496 0000', '0161 496 0000'],
      ['Registrant Phone: +44.2079460958', '+44.2079460958'],
    ],
    ignore: [
      ['id 4158675309 stored', 'ten bare digits and no keyword'],
      ['2016-04-16 11:34', 'a date and a time'],
      ['released 2016-04-16 2017-05-12', 'dates'],
      ['call between 1998-2004', 'a span of years'],
      ['v10.20.30.400.50', 'a version'],
      ['192.168.100.200', 'an IP address'],
      ['+999 123 456 789', 'no such calling code'],
      ['sizes 646 867-5309', 'two kinds of separator and no keyword'],
      ['ring size 12 14 16', 'a size'],
      ['my number one song of 2010 2020', 'years'],
      ['My number is ITIN 536-90-4399.', 'another number'],
      ['the magic number is 12345678', 'a number of any kind'],
      ['115-867-5309', 'area codes begin with 2 to 9'],
      ['call us: repair $200-1000', 'sums of money'],
      ['points 100 200 300 400', 'a row of numbers'],
      ['h = imul(h, 5) + 3864292196 >>> 0', 'a number that is added'],
      ['y = 0.281 * s + 41.58616322 * m', 'a decimal that is added'],
      ['[+3.86102275, 1.57316531]', 'a decimal with its sign'],
      ['t | +16777216 * a', 'too short for its code'],
      ['phones at 12.09983342', 'a decimal'],
      ['("4.02219", "101.02083", "Teluk Intan")', 'a degree of longitude'],
      ['Tellurium hexafluoride 7783-80-4', 'a chemical’s number in the register'],
      ['182.13915108 +65.34963517', 'a decimal with its sign, and the code of Singapore'],
      ['call us from 192.168.0.200', 'an address in a network'],
    ],
  },
})

/** What a line of a letterhead says after each of its numbers. */
function describing(words: readonly string[]): Context {
  const described = /^[-\s,(]{0,3}(?:office|fax|home|work|cell|mobile|phone|direct|landline)(?![a-z])/i
  const { keyworded: _, ...context } = near(words)
  return { ...context, after: described }
}

/** The next number: six digits or more that stand close enough together, with what opens them. */
function find({ text, digits }: Reading, from: number): Found | null {
  let floor = from
  let next = from
  for (let i = firstPlace(digits, from); i < digits.count; i++) {
    const at = digits.at[i] as number
    if (at < next) continue
    const last = lastOfSix(text, at)
    if (last < 0) {
      NUMBER.lastIndex = openingOf(text, at, floor)
      const match = NUMBER.exec(text)
      if (match === null) continue
      const span = locate(text, match)
      if (span !== null) return { start: span.start, end: span.end, isSure: false }
      floor = match.index + match[0].length
      next = floor
    } else next = last + 1
  }
  return null
}

/** The last digit of a run that is too short for a number, and -1 where the run is long enough. */
function lastOfSix(text: string, first: number): number {
  let digits = 1
  let last = first
  for (let at = first + 1; at - last <= SEPARATORS_MAX + 1; at++) {
    const code = unitAt(text, at)
    if (isDigit(code)) {
      last = at
      if (++digits === DIGITS_MIN) return -1
    } else if (!isSeparator(code)) break
  }
  return last
}

/** Where the plus and the brackets before a first digit begin, and not before a position. */
function openingOf(text: string, digit: number, floor: number): number {
  const bracket = digit > floor && text[digit - 1] === '(' ? digit - 1 : digit
  if (bracket - 2 >= floor && text[bracket - 1] === ' ' && text[bracket - 2] === '+') return bracket - 2
  if (bracket <= floor) return bracket
  const before = text[bracket - 1]
  return before === '+' || (before === '(' && bracket < digit) ? bracket - 1 : bracket
}

/** Blank, brackets, hyphen, dot and slash. */
function isSeparator(code: number): boolean {
  return code === 32 || code === 40 || code === 41 || (code >= 45 && code <= 47)
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function locate(text: string, match: RegExpExecArray): Span | null {
  const start = match.index
  const end = start + match[0].length
  const labelled = text[end] === '-' && LABEL.test(text.slice(end, end + 8))
  if (!standsAlone(text, start, labelled ? text.length : end)) return null
  const before = text[start - 1]
  if (before === '/' || UNITS.includes(text[end] ?? ' ')) return null
  if (CURRENCIES.includes(before ?? ' ') || CURRENCIES.includes(text[start - 2] ?? ' ')) return null
  if ((before === ':' || before === '#') && isDigit(unitAt(text, start - 2))) return null
  const opening = match[0].startsWith('(') && !match[0].includes(')')
  return { start: opening ? start + 1 : start, end }
}

function check(value: string): Verdict | null {
  const said = value.includes('x') || value.includes('X') ? value.replace(EXTENSION, '') : value
  const main = said.startsWith('011') ? said.replace(EXIT, '00') : said
  const count = countDigits(main)
  if (count < 6 || count > 17 || DATE.test(main) || DECIMAL.test(main) || PRIVATE_HOST.test(main)) return null
  if (count === 6) return SHORT.test(main) ? verdict.worded : null
  if ((main.includes('(') || main.includes(')')) && !BRACKETED.test(main)) return null
  const american = count === 10 || count === 11 ? NANP.exec(main) : null
  if (american !== null) return checkAmerican(american, main)
  if ((main.startsWith('+') || main.startsWith('00')) && INTERNATIONAL.test(main))
    return checkInternational(main)
  return checkNational(main, count)
}

function countDigits(value: string): number {
  let count = 0
  for (let at = 0; at < value.length; at++) if (isDigit(value.charCodeAt(at))) count++
  return count
}

function checkAmerican(parts: RegExpExecArray, main: string): Verdict | null {
  const area = parts[1] ?? parts[2] ?? ''
  const exchange = parts[4] ?? ''
  const isSlashed = parts[3] === '/' && parts[5] === '-'
  if (parts[3] !== undefined && parts[3] !== parts[5] && !isSlashed) return verdict.worded
  if (!NANP_AREA.test(area) || !NANP_EXCHANGE.test(exchange)) return verdict.claimed
  const spaced = parts[3] === ' ' && !main.startsWith('+')
  const weighed = spaced ? verdict.likely : verdict.proven
  const fictional = exchange === '555' && (parts[6] ?? '').startsWith('01')
  return fictional ? { ...weighed, testValue: true } : weighed
}

function checkInternational(main: string): Verdict | null {
  const digits = main.replace(/\D/g, '')
  const plus = main.startsWith('+')
  if (SUMMAND.test(main)) return null
  const number = plus ? digits : digits.slice(2)
  // North America and what was the Soviet Union have ten digits after the code.
  if (plus && /^[17]/.test(number) && number.length !== 11) return null
  if (number.length < 8 || number.length > 15 || !hasCallingCode(number)) return null
  if (REGISTERED.test(main)) return verdict.announced
  const groups = groupsOf(main.replace(/^(?:\+|00)[ -]?/, ''))
  if (groups.length > 7 || groups.slice(1).some((length) => length > 8)) return null
  return plus ? verdict.proven : groups.length > 1 ? verdict.likely : verdict.announced
}

/** National numbers have no grammar of their own: groups of plausible size, or a run of ten or eleven digits. */
function checkNational(main: string, digitsCount: number): Verdict | null {
  if (digitsCount > 12) return null
  const groups = groupsOf(main)
  if (groups.length === 1) return digitsCount >= 8 ? verdict.worded : null
  const plausible = groups.length <= 5 && groups.every((length) => length <= 8)
  return plausible && groups.some((length) => length >= 2) ? verdict.worded : null
}

/** How many digits stand together, group by group. */
function groupsOf(number: string): readonly number[] {
  const lengths: number[] = []
  for (let at = 0, start = 0; at <= number.length; at++) {
    if (isDigit(unitAt(number, at))) continue
    if (at > start) lengths.push(at - start)
    start = at + 1
  }
  return lengths
}
