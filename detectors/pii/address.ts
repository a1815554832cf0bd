import { detector, type Span, type Verdict } from '../detector.ts'
import { isDigit } from '../engine/reading.ts'
import { unitAt } from '../engine/units.ts'
import { addressStart, anchorEnd } from './postcode-anchor.ts'
import {
  ANY_STREET,
  BARE_STREET,
  BOX,
  CONTINENTAL_STREET,
  CUE,
  ENGLISH_STREET,
  LEADING_STREET,
  mayBeStreet,
  PART,
  POSTCODE_CUE,
} from './street-words.ts'

/** Between the parts of an address: a comma, a new line with what mail programs put at its start, or a blank. */
const GAP = /(?: {0,2}(?:, {0,2}(?:\n[ \t>?|]{0,8})?|\n{1,2}[ \t>?|]{0,8}(?:, {0,2})?)| {1,2}- | )/y
const STATE_AND_ZIP = /[A-Z]{2}\.?(?: {1,2}|\n {0,4})\d{5}(?:-\d{4})?(?!\d)/y
const POSTCODE =
  /(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d[\dW] [A-Z\d]{4}|[A-Z]{1,2}-\d{4,5}|\d{5}-\d{3,4}|\d{4}-\d{3}|\d{3} \d{2}|\d{4} [A-Z]{2}|(?!(?:19|20)\d\d(?!\d))\d{4,6})(?![\p{L}\d])/uy
const MILITARY = /[AFD]PO,? A[AEP],? \d{5}/iy
const TOWN =
  /(?:\p{Lu}|[ls]['’])[\p{L}'’.]{0,24}(?![\p{L}\d])(?:[ -](?:\p{Lu}[\p{L}'’.]{0,24}|d[aeio]|del|la|les?|los|las|am|an|der|den|of|and|sur|en|upon|by|in|na|nad)(?![\p{L}\d])){0,4}/uy
const SMALL_TOWN = /\p{L}[\p{L}'’.]{1,24}(?:[ -][\p{L}'’.]{1,24}(?![\p{L}\d])){0,3}/uy
const REGION = /(?:[A-Z]{2,3}|nan|\d\d)(?![\p{L}\d])/uy
const GAPS = [GAP]
/** A state comes before a part of a building: FL is one, and short for a floor. */
const SURE_PARTS = [STATE_AND_ZIP, PART, MILITARY, POSTCODE]
/** Those that may begin with something else than two letters, digits or hyphens. */
const ANY_PARTS = [PART]
/** Those that may begin with a small letter. */
const SMALL_SURE_PARTS = [PART, MILITARY]
const TOWNS = [TOWN, REGION]
const ANY_TOWNS = [TOWN, REGION, SMALL_TOWN]
const POSTCODES = [POSTCODE]
/** What the names of boxes begin with. */
const BOX_FIRST = 'pacuglbr'
const BLOCK =
  /\d{1,3}-(?:chome[ ,-]{1,2}\d{1,3}(?:-\d{1,3})?|\d{1,3}-\d{1,3}),? (?:\p{Lu}[\p{L}-]{1,30},? ){0,2}\p{Lu}\p{L}{1,20}-(?:ku|shi|cho|machi|gun|mura)(?![\p{L}\d])/uy
const PARTS_MAX = 7
/** What comes after the last part, if anything. */
const ENDS = `.;)"'\n?`
const NAME_CHARS_MAX = 36
const NAME_BEFORE =
  /(?<![\p{L}\d])(?:\p{Lu}[\p{L}-]{1,20} (?:(?:de|van|der|den|von|zum|zur|am|af) ){0,2})?\p{Lu}[\p{L}-]{0,28}$/u
const CAPITAL = /(?:^|[\s\d])\p{Lu}\p{L}/u
/** What comes after the volume and the page of a journal, which look like a number and a postcode. */
const YEAR_AFTER = /^,?\s{0,4}(?:\((?:19|20)\d\d\)|(?:19|20)\d\d[.;]?(?!\w))/
/** A street whose name begins right after its number with a capital, a number or a small word that names begin with. */
const NAME_FIRST =
  /^\S{1,12} (?:\d{1,5}[a-z]? )?(?:\p{Lu}|\d|(?:van|von|de[lr]?|la|le|el|los|las|san|st|old|the|upper|lower|north|south|east|west)(?![\p{L}\d]))/u
/** The name and the kind of an English street begin with capitals, or the name is a number. */
const ENGLISH_NAME = /(?:\p{Lu}[\p{L}'’.-]*|\d(?:st|nd|rd|th)) \p{Lu}[\p{L}.]*(?: \p{Lu}\p{L}*)?$/u
/** What begins like a street and goes on like a sentence. */
const NO_STREET =
  /^(?:(?:19|20)\d\d(?: [a-z]|-(?:19|20)?\d\d )|\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6} (?:19|20)?\d\d(?!\d)|\d{1,5},? (?:at|to|in|on|of|from|and|with|is|was|are|for|the|by|or|an?|as|per|times|more|other|units?|items?|points?|lines?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|percent|years?|months?|weeks?|days?|hours?|minutes?|seconds?|octets?|bytes?|bits?|characters?|elements?|entries|people|million|billion)(?![a-z]))/

/** Short kinds of streets end in a blank, a comma or a full stop; longer words give an address away by themselves. */
const HINTS = [
  ...'st ave rd ln dr ct cir pl way road lane drive court place park loop close circle square street avenue'
    .split(' ')
    .flatMap((kind) => [' ', ',', '.', '"', '<'].map((end) => ` ${kind}${end}`)),
  ...'row trace grove gardens mews view walk hill rise green bend hollow run trail gate cove croft vale wharf quay parade crossing ridge alley meadow orchard'
    .split(' ')
    .map((kind) => ` ${kind},`),
  ...(
    'al ak az ar ca co ct de fl ga hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd ne nh nj nm nv ny oh ok or pa ri sc sd ' +
    'tn tx ut va vt wi wv wy dc'
  )
    .split(' ')
    .map((state) => ` ${state} 00000`),
  // Four digits before a town, but for years.
  ...'3 4 5 6 7 8 9'.split(' ').map((digit) => `, ${digit}000 `),
  ...'10 11 12 13 14 15 16 17 18 21 22 23 24 25 26 27 28 29'.split(' ').map((digits) => `, ${digits}00 `),
  ...'weg gasse platz allee laan plein straat vej gade gata gatan katu utca ulica vegur braut ring tie dreef baan veien vagen'
    .split(' ')
    .map((kind) => `${kind} 0`),
  ...(
    'blvd|boulevard|terrace|crescent|highway| hwy|parkway|suite 0|apt. 0|apt 0|box 0|address|lives at|sent to|adresse|' +
    'direccion|indirizzo|strasse|straße|str. | ul. | via |piazza|0 rue | rue |calle |avenida|rua |plaza |corso |viale |' +
    'gracht 0|markt 0|postbus 0|postboks 0|locked bag|private bag|casella postale|-chome|grove|gardens|mews|calea |travessa | út 0|náměstí 0|prospekt 0|caddesi|boul. |, 00000 |, 000 00 |, 00-000 | 00000-000|-ku|nagar|sector 0|plot no|flat no|' +
    ' chemin | impasse | quai | place |largo |vicolo |strada |paseo |praça |alameda |' +
    ' nsw 0| vic 0| qld 0| tas 0| wa 0|mumbai|delhi|bengaluru|bangalore|chennai|kolkata|hyderabad|pune |' +
    'fpo |apo |dpo |trg |is at |arrived at|return to|taxi to|zip code|postal code|post code|postcode|they are:'
  ).split('|'),
]

/** Postal addresses: a street and its number, and whatever town, postcode and country come after it. */
export const address = detector({
  code: 'pii_address',
  label: 'Postal Address',
  category: 'pii',
  severity: 'medium',
  dataType: 'pii',
  mechanism: 'shape',
  hints: HINTS,
  shapes: [' 0', '0 ', '0,', '0\n'],
  // A street word on the continent is looked for at its end, so that not every word is looked at.
  pattern:
    /(?<![\wÀ-ž$€£#/:.-]|\d,)(?:\d{1,5}(?:-\d{1,4})?[A-Za-z]?(?=,? [\wÀ-ž])|(?:\d{6}|\d{3}-\d{4}|\d{5}-\d{3}|(?<=[A-Z] )\d{4,5})(?![\p{L}\d-]))|(?<=code(?: is|:)? )\d{4,6}|(?<![\wÀ-ž])(?:(?:G\.?)?P\.? ?O\.? ?Box|Postfach|Postbus|Postboks|Locked Bag|Private Bag|Casella Postale|PSC|CMR|USS|Apartado|(?:Via|Viale|Vicolo|[Pp]iazza|Piazzale|Largo|Corso|Rue|Avenue|Boulevard|Chemin|Impasse|Quai|[Cc]alle|C\/|Avenida|Avda\.|Av\.|Paseo|Plaza|[Rr]ua|Travessa|Praça|Alameda|Calea|Bulevardul|Aleea|Carrera|Ulica|[Uu]l\.|Aleja|Strada|Str\.|Trg|Carrer|Jalan|Jl\.) (?=\S))|\d{1,3}-(?:chome|\d{1,3}-\d{1,3})(?= )|(?:straße|strasse|str\.|gasse|weg|platz|allee|damm|ufer|straat|laan|plein|gracht|dreef|steenweg|gatan|vagen|vej|gade|katu|utca|vegur|braut|markt) (?=\d)/gu,
  cost: 3,
  locate,
  check: (value): Verdict | null =>
    /\d/.test(value) && value.length > 6 ? { beside: 'high', alone: 'medium', sound: true } : null,
  examples: {
    find: [
      ['She lives at 8418 Aspen Dr, Springfield, SC 76456 now.', '8418 Aspen Dr, Springfield, SC 76456'],
      ['Send it to Hauptstraße 12, 10115 Berlin.', 'Hauptstraße 12, 10115 Berlin'],
      ['Ship to P.O. Box 1420, Reno, NV 89501', 'P.O. Box 1420, Reno, NV 89501'],
      ['office: 221B Baker Street, London NW1 6XE', '221B Baker Street, London NW1 6XE'],
      ['abita in Via Garibaldi 14, 20121 Milano', 'Via Garibaldi 14, 20121 Milano'],
      ['<street>951 Old Mill Rd</street>', '951 Old Mill Rd'],
      ['na Avenida Central, 1702, apto 3', 'Avenida Central, 1702, apto 3'],
      ['send it to 5-chome 12-8 Ginza, Chuo-ku, please', '5-chome 12-8 Ginza, Chuo-ku'],
      ['Postbus 2040, 2500 GA Den Haag', 'Postbus 2040, 2500 GA Den Haag'],
      ['he moved to 2915 Portage Ave, Winnipeg last fall', '2915 Portage Ave, Winnipeg'],
      ['at 12 rue de la Paix, 75002 Paris', '12 rue de la Paix, 75002 Paris'],
      [
        'my address is 42 Rosengata 7\nSuite 5\nLund\nSweden 22100',
        '42 Rosengata 7\nSuite 5\nLund\nSweden 22100',
      ],
    ],
    ignore: [
      ['we sold 12 units on the street', 'a number and a street that is far from it'],
      ['in 2019 the way forward was clear', 'a year and a word that some streets end in'],
      ['down 3 percent, no address known', 'figures'],
      ['the Via Appia is 2,300 years old', 'a figure'],
      ['Wall Street fell by 12 points', 'no number before it'],
      ['on a street, 64 bit floating point representation of the\n # exact value', 'a comment in code'],
      [
        'a street of 8 least significant bits are the trace flags as',
        'words that begin like parts of a building',
      ],
      ['a street, 20 stored elements in Compressed Sparse Row format', 'a count'],
      ['Street networks, Physical Review E 65, 066122, 2002.', 'volume and page of a journal'],
      ['Street noise. Chaos 21, 047508 (2011)', 'volume and page of a journal'],
      ['Street work, 24 May 2009\n# Pre-2014 revisions: see box 4', 'a date'],
      ['An address is 4 octets, and an IP is long', 'a length'],
      ['Copyright (c) 2008-2017 Oak Ridge National Labs', 'a span of years'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  if (match[0].includes('-') && /-.*[-e]/.test(match[0])) return locateBlock(text, match.index)
  return locateStreet(text, match) ?? (/^\d/.test(match[0]) ? locateAnchored(text, match.index) : null)
}

/** The numbers of a block in Japan, its quarter and its ward. */
function locateBlock(text: string, start: number): Span | null {
  const ward = endOf(BLOCK, text, start)
  return ward === 0 ? locateAnchored(text, start) : { start, end: extended(text, ward, false).end }
}

/** The address around a postcode, where its street tells nothing by itself. */
function locateAnchored(text: string, at: number): Span | null {
  const code = anchorEnd(text, at)
  const start = code === 0 ? -1 : addressStart(text, at)
  if (start < 0) return null
  const { end } = extended(text, code, false)
  if (YEAR_AFTER.test(text.slice(end, end + 12))) return null
  return { start, end: text.charAt(end - 1) === '.' ? end - 1 : end }
}

function locateStreet(text: string, match: RegExpExecArray): Span | null {
  const start = startOf(text, match)
  if (start < 0) return null
  const before = text.slice(Math.max(0, start - 56), start)
  const isCued = CUE.test(before)
  const isNumber = /^\d/.test(match[0])
  if (isNumber && !isCued && !mayBeStreet(text, start)) return locatePostcode(text, start, before)
  if (NO_STREET.test(text.slice(start, start + 24))) return null
  const street = streetEnd(text, start, isCued)
  if (street === null) return locatePostcode(text, start, before)
  const isSmall = !CAPITAL.test(text.slice(start, street.end))
  const { end, isStrong } = extended(text, street.end, isSmall)
  const isAddress = street.isSure || isCued || (isStrong && !YEAR_AFTER.test(text.slice(end, end + 12)))
  return isAddress ? { start, end } : null
}

/** Goes back from the end of a street's name to its beginning; -1 when it has no capital. */
function startOf(text: string, match: RegExpExecArray): number {
  if (
    !/^[a-z]/.test(match[0]) ||
    /^(?:ul\.|vi[ac]|pia|r[u]|che|imp|qua|cal|tra|pra|ala)[\p{L}.]* $/u.test(match[0])
  )
    return match.index
  const [name] = NAME_BEFORE.exec(text.slice(Math.max(0, match.index - NAME_CHARS_MAX), match.index)) ?? []
  return name === undefined ? -1 : match.index - name.length
}

function locatePostcode(text: string, start: number, before: string): Span | null {
  if (!POSTCODE_CUE.test(before)) return null
  const end = firstOf(text, start, POSTCODES)
  return end === 0 ? null : { start, end }
}

/** Where the street and its number end, and whether they need nothing else to be an address. */
function streetEnd(text: string, start: number, isCued: boolean): { end: number; isSure: boolean } | null {
  const read = (pattern: RegExp) => endOf(pattern, text, start)
  const box = mayBeBox(text, start) ? read(BOX) : 0
  if (box > 0) return { end: box, isSure: !/uss/i.test(text.slice(start, box)) }
  const english = isDigit(unitAt(text, start)) ? read(ENGLISH_STREET) : 0
  if (english > 0) return { end: english, isSure: isEnglishName(text.slice(start, english)) }
  const other = Math.max(read(CONTINENTAL_STREET), read(LEADING_STREET))
  if (other > 0) return { end: other, isSure: CAPITAL.test(text.slice(start, other)) }
  const bare = read(BARE_STREET)
  const end = bare > 0 ? bare : isCued ? read(ANY_STREET) : 0
  return end > 0 && (isCued || CAPITAL.test(text.slice(start, end))) ? { end, isSure: false } : null
}

function isEnglishName(street: string): boolean {
  return ENGLISH_NAME.test(street) && NAME_FIRST.test(street)
}

/** Goes on over parts of a building, towns, regions, postcodes and countries. Only what ends in a sure part counts. */
function extended(text: string, from: number, isSmall: boolean): { end: number; isStrong: boolean } {
  let at = from
  let end = from
  let isStrong = false
  let isAfterCode = false
  for (let parts = 0; parts < PARTS_MAX; parts++) {
    const next = firstOf(text, at, GAPS)
    if (next === 0) break
    const sure = surePart(text, next)
    if (sure > 0) {
      at = end = sure
      isStrong = true
      isAfterCode = isDigit(unitAt(text, next))
      continue
    }
    const gap = text.slice(at, next)
    const isLine = gap.includes('\n')
    const town = firstOf(text, next, isLine || isSmall ? ANY_TOWNS : TOWNS)
    if (town === 0) break
    at = text.charAt(town - 1) === '.' ? town - 1 : town
    const isLast = ENDS.includes(text.charAt(at))
    if (isLast && (isLine || isStrong || gap.trim() !== '')) end = at
    else if (isAfterCode && gap === ' ') end = at
    else if (gap.includes(',') && !isSmall && goesOn(text, at)) end = at
    isAfterCode = false
  }
  return { end, isStrong }
}

/** Tells whether a sentence goes on after a town. */
function goesOn(text: string, at: number): boolean {
  const next = unitAt(text, at + 1)
  return unitAt(text, at) === 32 && next >= 97 && next <= 122
}

/** The end of a part of a building, a region with its postcode or a postcode; 0 when none begins there. */
function surePart(text: string, at: number): number {
  const code = unitAt(text, at)
  const isSmall = code >= 97 && code <= 122
  return firstOf(text, at, isSmall ? SMALL_SURE_PARTS : mayBeCode(text, at) ? SURE_PARTS : ANY_PARTS)
}

/** Tells cheaply whether a code of a region or a town may stand there: its second unit is none that sets apart. */
function mayBeCode(text: string, at: number): boolean {
  const code = unitAt(text, at + 1)
  return isDigit(code) || code === 45 || ((code | 32) >= 97 && (code | 32) <= 122)
}

function firstOf(text: string, at: number, patterns: readonly RegExp[]): number {
  for (let i = 0; i < patterns.length; i++) {
    const end = endOf(patterns[i] as RegExp, text, at)
    if (end > 0) return end
  }
  return 0
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}

/** Tells cheaply whether the name of a box may stand after a number and a blank, or right there. */
function mayBeBox(text: string, start: number): boolean {
  let at = start
  while (isDigit(unitAt(text, at))) at++
  const code = unitAt(text, at > start ? at + 1 : at)
  return code > 127 || BOX_FIRST.includes(String.fromCharCode(code | 32))
}
