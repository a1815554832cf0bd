import type { Span } from '../detector.ts'

const ABOUT =
  /\b(?:what (?:does|is|are|do)|meaning of|mean(?:s|ing)? (?:of|by)|explain|define|definition|example|examples of|such as|phrases? like|prompts? like|attacks? like|e\.g\.|called|known as|the (?:phrase|term|words?|sentence|string|command)|detect(?:s|ing|ion)?|prevent(?:s|ing)?|protect(?:s|ing)? against|defend(?:s|ing)?|block(?:s|ing)?|flag(?:s|ged)?|article (?:on|about)|was bedeutet|que signifi\w{1,3}|kinds? of|types? of)\b[^\n]{0,60}$/i
const HARMLESS_OBJECT =
  /\b(?:errors?|warnings?|typos?|e-?mails?|spam|lint(?:er)?|compiler|whitespace|case|comments?|spelling|punctuation|null|duplicates?|exceptions?|grammar|formatting|mistakes?|missing|values?|columns?|files?|build|git|cache)\b/i
const OPEN_QUOTE = /["'`«„]([^"'`\n«»„]{0,24})$/
const CLOSE_QUOTE = /^[^"'`\n«»„]{0,40}["'`»]/

/** "Do not forget" and its like, in the languages of the signatures. */
const NEGATED = /(?:n't|(?:^|[\s'"])(?:not|never|no|non|nao|ne|n|nie|не))[\s']{1,2}$/i

/** A question whether or how something is done, or a report that somebody asked for it. */
const WONDERED =
  /(?:\b(?:can|may|should|could|must|do|does|did|would|will) (?:i|we|he|she|they|one|(?:a|an|the|my|our) [a-z]{1,20}|[a-z]{1,20}s)(?: (?:just|simply|safely|really))?|\b(?:how|when|whether) to|\b(?:when|if|why|while) (?:i|we|he|she|they|(?:a|an|the|my|our) [a-z]{1,20}|[a-z]{1,20}s)(?: (?:do|does|did))?|\b(?:why|how) (?:do|does|did) (?!you\b)(?:[a-z0-9'-]{1,20} ){0,2}[a-z0-9'-]{1,20}|\b(?:told|asked|instructed|ordered|advised) (?:me|us|him|her|them|(?:my|our|the) [a-z]{1,20}) (?:to|that)) $/i

/** What somebody has done is told, not ordered. */
const REPORTED = /^(?:ignored|disregarded)\b/i

/** To repeat one's own request before it is answered is a form of answer, not a way to see what was hidden. */
const REPEATS = /^(?:repeat|copy|restate|rewrite)\b/i
const ANSWERED_AFTER =
  /^[^!?\n]{0,90}\b(?:then (?:give|write|provide|reply|respond|answer|follow)|before (?:you )?(?:giv|answer|reply|respond|provid)\w{0,4}|and then (?:give|answer|reply|respond))/i

/** A word that runs on, or a name that is called. */
const JOINED = /^[\w.]\w$|^\w\($/

/** The part of a signature's weight that is left when the words are mentioned rather than meant. */
export function discount(text: string, { start, end }: Span): number {
  const before = text.slice(Math.max(0, start - 120), start)
  const quoted = isQuoted(before, text.slice(end, end + 48))
  const about = ABOUT.test(before)
  const wondered = WONDERED.test(before)
  const negated = NEGATED.test(before)
  const harmless = HARMLESS_OBJECT.test(text.slice(start, end))
  const isForm = REPEATS.test(text.slice(start, end)) && ANSWERED_AFTER.test(text.slice(end, end + 120))
  const isName = !/\s/.test(text.slice(start, end))
  const reported = REPORTED.test(text.slice(start, end))
  const inCode =
    JOINED.test(text.slice(Math.max(0, start - 1), start + 1)) || JOINED.test(text.slice(end - 1, end + 1))
  return (
    (quoted && about ? 0.25 : quoted ? 0.6 : about ? 0.7 : 1) *
    (harmless ? 0.4 : 1) *
    (isForm ? 0.4 : 1) *
    (inCode ? (isName ? 0.25 : 0.5) : 1) *
    (wondered ? 0.6 : 1) *
    (negated ? 0.3 : 1) *
    (reported ? 0.5 : 1)
  )
}

/** A phrase held tightly by quotes is a mention; the value of a key is not. */
function isQuoted(before: string, after: string): boolean {
  const open = OPEN_QUOTE.exec(before)
  return open !== null && !/[:=]\s{0,2}$/.test(before.slice(0, open.index)) && CLOSE_QUOTE.test(after)
}
