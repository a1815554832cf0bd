import { isCapital } from '../../engine/reading.ts'
import { unitAt } from '../../engine/units.ts'
import { isLetter, type Word } from './features.ts'
import { hashOf, lookUp, wordTable } from './word-table.ts'

const SPACE = 32
const LINE = 10
const COMMA = 44
const HYPHEN = 45
const POINT = 46
const UNDERSCORE = 95
/** Titles, and the words that stand before a name in letters, forms and introductions. */
export const TITLE = 1
const CUE = 2
/** What comes after these is a place. */
export const PLACE = 3
/** After these stands a person even if nobody knows such a name; after a field's name only among data of people. */
export const ROLE = 4
const FIELD = 5
/** What only a person's record has, and relatives: even a single word is a name. */
export const OWN_FIELD = 6
const KIN = 7
/** Introduces a person after the word for a name: `my name is`. */
export const COPULA = 8
const PERSONAL =
  /\b(?:age|dob|birth|born|e-?mail|phone|mobile|ssn|gender|sex|salary|mrn|patient|employee|city)\b/i
const FIELD_CHARS = 80
/** Second words of what is addressed like a person and is none: offices and groups. */
const GROUP =
  /^ (?:Team|Teams|Department|Dept|Desk|Office|Support|Service|Services|Sales|Manager|Managers|Group|Committee|Board|Staff|Center|Centre|Portal|Monitor|Care|Data|Records?|Information|Safety|Experience|Satisfaction|History|Notes?|File|Files|Education|Success|Portal|Account|Area|List|Name|ID|Number)(?!\p{L})/u
const CUE_WORDS: readonly (readonly [word: string, kind: number])[] = [
  ...(
    'colleague patient regards sincerely cheers employee tenant roommate landlord defendant plaintiff beneficiary insured ' +
    'policyholder applicant claimant guardian spouse kin physician therapist surgeon dentist ansprechpartner ansprechpartnerin ' +
    'kunde kundin patientin mitarbeiter mitarbeiterin paciente cliente paziente grußen gruße cordialement atentamente saluti ' +
    'groet groeten saludos atenciosamente pozdrawiam halsning heiße heisse appelle llamo chiamo heter attendees payee author ' +
    'witness officer interviewed resident pt student caller speaker speakers participants guest guests schuler schulerin klient klientin ' +
    'clienta driver passenger recipient victim suspect buyer yours vous abrazo cordially truly respectfully faithfully groetjes borrower notary juror deponent grantor grantee trustee executor creditor debtor lessee lessor ' +
    'interviewee interviewer reporter assignee approver organizer presenter inspector mechanic plumber nanny babysitter cleaner pilot'
  )
    .split(' ')
    .map((word) => [word, ROLE] as const),
  ...(
    'firstname lastname givenname familyname fullname middlename maidenname patientname customername clientname ' +
    'employeename contactname vorname nachname prenom apellido apellidos nombre cognome sobrenome voornaam achternaam ' +
    'nazwisko fornavn etternavn efternamn fornamn'
  )
    .split(' ')
    .map((word) => [word, OWN_FIELD] as const),
  ...'son daughter wife husband brother sister mother father uncle aunt cousin nephew niece girlfriend boyfriend fiance fiancee mom dad'
    .split(' ')
    .map((word) => [word, KIN] as const),
  ...'is est ist lautet e es to'.split(' ').map((word) => [word, COPULA] as const),
  ['name', FIELD] as const,
  ...'mr mrs ms miss mx dr prof sir herr frau mme mlle sr sra srta sig signor signora senor senora dhr mevr mevrouw meneer mijnheer heer madame monsieur mademoiselle pan pani professor doctor lt col sgt capt rev lord lady judge nurse captain detective sergeant coach senator ra'
    .split(' ')
    .map((word) => [word, TITLE] as const),
  ...'named called dear hi hello hey hola hallo hei hej ola salut bonjour liebe lieber caro cara querido querida geachte beste estimado estimada prezado prezada sayin gentile egregio egregia szanowny szanowna customer contact attn signed surname by with said met asked told'
    .split(' ')
    .map((word) => [word, CUE] as const),
  ...'south north east west mount lake fort cape port st saint sankt santa'
    .split(' ')
    .map((word) => [word, PLACE] as const),
]
const CUES = wordTable(CUE_WORDS)
/** Words before the word for a name that say whose, and those before a copula after which a name stands. */
const OWNED = 1
const SAID = 2
/** What has a name and is no person. */
const THING = 3
const BEFORE_CUES = wordTable([
  ...(
    'first last given family full middle maiden patient customer client employee contact person holder guest student ' +
    'applicant passenger recipient member doctor teacher parent child beneficiary buyer seller tenant'
  )
    .split(' ')
    .map((word) => [word, OWNED] as const),
  ...'product file host domain brand company project event app service job step class model game song hotel table plan team'
    .split(' ')
    .map((word) => [word, THING] as const),
  ...'name naam nome nom nombre assigned spoke talked married payable'
    .split(' ')
    .map((word) => [word, SAID] as const),
])
/** What a field for a name holds in source code: a type, or nothing. */
const NO_VALUE =
  /^(?:String|Text|Char|Varchar|Null|None|True|False|Undefined|Unknown|Required|Optional|Column|Field|Any|Type|Faker)(?!\p{L})/u
const CUE_CHARS_MAX = 17
/** Which lengths and last letters cues have. */
const CUE_ENDS = new Uint8Array((CUE_CHARS_MAX + 1) * 32)
for (const [word] of CUE_WORDS) CUE_ENDS[word.length * 32 + (word.charCodeAt(word.length - 1) & 31)] = 1
const PARTICLES = 'van von de der den la le di da del dos bin binti bint ibn al el ter zu af av'.split(' ')
/** What may stand between two words of a name instead of a blank or a hyphen. */
export const BETWEEN = new RegExp(` (?:(?:${PARTICLES.join('|')}) (?:(?:der|den|la|de) )?|(?:al|el)-)`, 'y')
/** The first two letters of those, five bits each. */
const PARTICLE_HEADS = new Uint8Array(32 * 32)
for (const particle of PARTICLES) PARTICLE_HEADS[headOf(particle, 0)] = 1

function headOf(text: string, at: number): number {
  return ((unitAt(text, at) & 31) << 5) | (unitAt(text, at + 1) & 31)
}

/** Tells cheaply whether a word may be one of those that stand between two words of a name. */
export function mayStandBetween(text: string, start: number): boolean {
  return PARTICLE_HEADS[headOf(text, start)] === 1
}

/** Tells whether words with capitals stand where only a person does, and are no office or group. */
export function opensCuedRun(text: string, word: Word, cue: number): boolean {
  if (cue < ROLE || cue === COPULA) return false
  if (GROUP.test(text.slice(word.end, word.end + 16)) || GROUP.test(` ${text.slice(word.start, word.end)}`))
    return false
  if (cue === KIN) {
    const before = unitAt(text, word.start - 2)
    return (
      unitAt(text, word.start - 1) === SPACE &&
      (isLetter(before) || (before === COMMA && isFollowed(text, word)))
    )
  }
  if (cue === OWN_FIELD) return !NO_VALUE.test(text.slice(word.start, word.start + 12))
  if (!isFollowed(text, word) && !(cue === ROLE && isAloneOnLine(text, word))) return false
  if (cue === ROLE) return true
  return PERSONAL.test(
    text.slice(Math.max(0, word.start - FIELD_CHARS), word.start) +
      text.slice(word.end, word.end + FIELD_CHARS),
  )
}

/** Tells whether another word with a capital follows, over a particle or after a comma as well. */
function isFollowed(text: string, word: Word): boolean {
  const joint = unitAt(text, word.end)
  if (joint === HYPHEN || joint === COMMA)
    return isCapital(unitAt(text, word.end + (joint === COMMA ? 2 : 1)))
  if (joint !== SPACE) return false
  if (isCapital(unitAt(text, word.end + 1))) return true
  BETWEEN.lastIndex = word.end
  return BETWEEN.test(text) && isCapital(unitAt(text, BETWEEN.lastIndex))
}

/** Tells whether a word is all that its line has, as the name below a letter. */
function isAloneOnLine(text: string, { start, end }: Word): boolean {
  return unitAt(text, start - 1) === LINE && (end === text.length || unitAt(text, end) === LINE)
}

/** Tells whether a word, where no name has begun, is a title and no part of one. */
export function isTitle(hash: number): boolean {
  const kind = lookUp(CUES, hash)
  return kind === TITLE || kind === ROLE || kind === KIN || kind === CUE
}

/** Whether a title or another cue stands before a position, over at most four marks and blanks; 0 when none does. */
export function cueBefore(text: string, at: number): number {
  let end = at
  while (end > 0 && at - end < 4 && !isLetter(text.charCodeAt(end - 1))) end--
  let start = end
  while (start > 0 && end - start < CUE_CHARS_MAX && isLetter(text.charCodeAt(start - 1))) start--
  const mayBeCue = CUE_ENDS[(end - start) * 32 + (unitAt(text, end - 1) & 31)]
  const cue = start < end && mayBeCue === 1 ? lookUp(CUES, hashOf(text, start, end)) : 0
  if (cue === FIELD) {
    const owner = wordBeforeCue(text, start)
    return owner === OWNED ? OWN_FIELD : owner === THING ? 0 : FIELD
  }
  if (cue === TITLE && at - end > 1 && unitAt(text, end) !== POINT) return 0
  if (cue === COPULA) return at - end === 1 && wordBeforeCue(text, start) === SAID ? ROLE : 0
  return cue
}

/** What the word before a cue makes of it: whose name, or that a name was said. */
function wordBeforeCue(text: string, at: number): number {
  const joint = unitAt(text, at - 1)
  if (joint !== SPACE && joint !== UNDERSCORE && joint !== HYPHEN) return 0
  let start = at - 1
  while (start > 0 && at - start < CUE_CHARS_MAX && isLetter(text.charCodeAt(start - 1))) start--
  return lookUp(BEFORE_CUES, hashOf(text, start, at - 1))
}
