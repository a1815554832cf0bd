import { unitAt } from '../../engine/units.ts'
import { THING_WORDS } from './things.ts'
import { hashOf, lookUp, wordTable } from './word-table.ts'

/** Words that often begin with a capital and are no names. */
const WORDS =
  'built-in drop-in mix-in stand-in opt-in plug-in check-in log-in sign-in add-in add-on opt-out log-out sign-up ' +
  'false true identifier hashable whitespace operator keyword incomplete diagnostic ' +
  'the they he she it we you i this that these those there here what who when where why how which my your his her our ' +
  'their its a an and but or if so as at by for from in of on to with is are was were be been have has had do does did ' +
  'can could will would should may might must not no yes please dear hi hello hey thanks thank regards sincerely mr mrs ' +
  'ms miss dr prof sir madam name address phone email date ltd inc llc corp company street road avenue suite apt january ' +
  'february march april june july august september october november december monday tuesday wednesday thursday friday ' +
  'saturday sunday english french german spanish american one two three first last new written don let go get make after ' +
  'before because since while then now just also very more most some any all each every both many much such only own same ' +
  'than too sometimes ignore act write create generate describe explain provide use list give make tell show summarize translate imagine suppose include add find identify consider bot user assistant system answer question note title subject patient customer client account ssn world everyone folks type column experience south north east west team teams everybody everyone hiring customers support service services department committee staff board manager managers colleagues friends guys recruiter recruiters neighbours neighbors subscriber subscribers valued security engineering platform backup monsieur madame mademoiselle messieurs mesdames senor senora rica leaflet report information annual ihr ihre unser unsere ein eine mein meine serviceteam kundenservice'
const STOP_WORDS = wordTable(`${WORDS} ${THING_WORDS}`.split(' ').map((word) => [word, 1] as const))
const COMPANY =
  /^(?: and \p{Lu}\p{L}+)? (?:Ltd|Inc|LLC|Corp|Group|GmbH|AG|SA|Street|Road|University|College|School)(?!\p{L})/u

/** Capitals inside a word, but for those that some family names have. */
const CAMEL =
  /^(?!Mc\p{Lu}\p{Ll}+$|Mac\p{Lu}\p{Ll}+$|De\p{Lu}\p{Ll}+$|Di\p{Lu}\p{Ll}+$|La\p{Lu}\p{Ll}+$|Le\p{Lu}\p{Ll}+$|Fitz\p{Lu}\p{Ll}+$).*\p{Ll}\p{Lu}|^\p{Lu}{2,}$/u
const CODE_BEFORE =
  /(?:[_@#$/\\<{}[=`+&*!~^]|\w\(|\b(?:import|class|interface|extends|implements|const|var|export|typeof|fn|struct|enum|pub)) {0,1}$/
/** What all of those end with, and `CODE_OR_PROSE` as well, but for the blank. */
const CODE_ENDS = new Uint8Array(128)
for (const sign of '_@#$/\\<{}[=`+&*!~^(befmnrstw') CODE_ENDS[sign.charCodeAt(0)] = 1
const CODE_AFTER =
  /^(?:[_=\\/@[{}`>*+~^]|<(?!\/)|\(\)|\.\w|::|:\w| ?[={] ?|\??: (?:[A-Z{"'[]|string|number|boolean)|;$|;\n|\(\w)/

const SPACE = 32
/** `and` may lead on to the rest of a company's name. */
const SMALL_B = 98
const SMALL_Z = 122

/** What somebody says stands so after the name. */
const SPEECH_AFTER = /^: ["'A-Z]/
/** What also stands in prose between words and names; in code the line says so by its beginning, or by what follows. */
const CODE_OR_PROSE = /\b(?:from|as|use|type|let|new|return) $/
const CODE_LINE = /^(?:import|from|export|use|pub|type|using|const)\b/

/** Tells by its hash whether a word is so common that it is never part of a name. */
export function isStopHash(hash: number): boolean {
  return lookUp(STOP_WORDS, hash) === 1
}

/** Tells whether a word has capitals inside, or no others, as few names have. */
export function isInCamelCase(text: string, start: number, end: number): boolean {
  return hasCapitalInside(text, start, end) && CAMEL.test(text.slice(start, end))
}

function hasCapitalInside(text: string, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code > 127 || (code >= 65 && code <= 90)) return true
  }
  return false
}

/** Tells whether a word is never part of a name where it stands: a common word, a company, a street, or source code. */
export function isNoName(text: string, start: number, end: number): boolean {
  if (isStopHash(hashOf(text, start, end)) || isInCamelCase(text, start, end)) return true
  return (!goesOnInProse(text, end) && isRefusedAfter(text, start, end)) || isCodeBefore(text, start, end)
}

/** Tells whether a blank and a small letter come next, as after most words. */
export function goesOnInProse(text: string, end: number): boolean {
  const next = unitAt(text, end + 1)
  return unitAt(text, end) === SPACE && next >= SMALL_B && next <= SMALL_Z
}

/** Tells whether what follows a word makes it a company's, a street's or a name in code. */
function isRefusedAfter(text: string, start: number, end: number): boolean {
  const rest = text.slice(end, end + 32)
  if (COMPANY.test(rest)) return true
  if (!CODE_AFTER.test(rest)) return false
  return !(SPEECH_AFTER.test(rest) && /[a-z] $/.test(text.slice(Math.max(0, start - 2), start)))
}

/** Tells whether what stands before a word makes it a name in code. */
function isCodeBefore(text: string, start: number, end: number): boolean {
  const last = unitAt(text, start - (unitAt(text, start - 1) === SPACE ? 2 : 1))
  if (last > 127 || CODE_ENDS[last] === 0) return false
  const before = text.slice(Math.max(0, start - 12), start)
  if (CODE_BEFORE.test(before)) return !/\bw\/ $/.test(before)
  if (!CODE_OR_PROSE.test(before)) return false
  if (/^ (?:import|as)\b/.test(text.slice(end, end + 8)) || /\btype $/.test(before)) return true
  const line = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 48)
  return CODE_LINE.test(text.slice(line, start).trimStart().slice(0, 8))
}
