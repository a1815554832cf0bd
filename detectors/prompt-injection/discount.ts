import type { Span } from '../detector.ts'

const ABOUT =
  /\b(?:what (?:does|is|are|do)|meaning of|mean(?:s|ing)? (?:of|by)|explain|define|definition|example|examples of|such as|phrases? like|prompts? like|attacks? like|e\.g\.|called|known as|the (?:phrase|term|words?|sentence|string|command)|detect(?:s|ing|ion)?|prevent(?:s|ing)?|protect(?:s|ing)? against|defend(?:s|ing)?|block(?:s|ing)?|flag(?:s|ged)?|article (?:on|about)|was bedeutet|que signifi\w{1,3}|kinds? of|types? of)\b[^\n]{0,60}$/i
const HARMLESS_OBJECT =
  /\b(?:errors?|warnings?|typos?|e-?mails?|spam|lint(?:er)?|compiler|whitespace|case|comments?|spelling|punctuation|null|duplicates?|exceptions?|grammar|formatting|mistakes?|missing|values?|columns?|files?|build|git|cache)\b/i
const OPEN_QUOTE = /["'`«„]([^"'`\n«»„]{0,60})$/
const CLOSE_QUOTE = /^[^"'`\n«»„]{0,60}["'`»]/

/** "Do not forget" and its like, in the languages of the signatures. */
const NEGATED = /(?:n't|(?:^|[\s'"])(?:not|never|no|non|nao|ne|n|nie|не))[\s']{1,2}$/i

/** A question whether or how something is done, or a report that somebody asked for it. */
const WONDERED =
  /(?:\b(?:can|may|should|could|must|do|does|did|would|will) (?:i|we|he|she|they|one|(?:a|an|the|my|our) [a-z]{1,20}|[a-z]{1,20}s)(?: (?:just|simply|safely|really))?|\b(?:how|when|whether) to|\b(?:when|if|why|while) (?:i|we|he|she|they|(?:a|an|the|my|our) [a-z]{1,20}|[a-z]{1,20}s)(?: (?:do|does|did))?|\b(?:why|how) (?:do|does|did) (?!you\b)(?:[a-z0-9'-]{1,20} ){0,2}[a-z0-9'-]{1,20}|\b(?:told|asked|instructed|ordered|advised) (?:me|us|him|her|them|(?:my|our|the) [a-z]{1,20}) (?:to|that)) $/i

/** What a third person may do or tried to do is told of that person; what somebody must do may be an order. */
const DESCRIBED =
  /\b(?:(?:the|an?|every|each|any|our|my|this|that|no|some) (?!(?:ai|assistant|model|bot|chatbot|system|llm|agent|persona|character)\b)[a-z]{2,20}|he|she|they|we|i|who|nobody|someone|somebody|anyone|everyone|(?!(?:this|assistants)\b)[a-z]{3,20}s)(?: (?:also|often|sometimes|never|then|not))? (?:(?:can|could|may|might|shall|will|would|did|does|do|had to)(?: (?:also|often|never|then|not))?|(?:try|tries|tried|wants?|wanted|attempts?|attempted|decided|likes?|refuses?|refused) to) $|\b(?:attempts?|attempting|trying|efforts|ways?) to $/i

/** "Forget all about diets": what is left aside is named, and it is not what a model was told. */
const NAMED =
  /^ (?:about|on|at|in|from|of) (?!(?:you|your|yours|yourself|me|us|all|any|above|before|being|ethics|safety|rules|instructions|here|openai|ai|this (?:chat|conversation|prompt|session)|(?:the|those|these) (?:rules|instructions|prompts?|system|above|chat|conversation|context|session|past|previous|developers?|beginning|start|top))\b)[a-z]/i
const SET_ASIDE = /^(?:forget|ignore|disregard)\b/i

/** What somebody has done is told, not ordered. */
const REPORTED = /^(?:ignored|disregarded)\b/i

/** To repeat one's own request before it is answered is a form of answer, not a way to see what was hidden. */
const REPEATS = /^(?:repeat|copy|restate|rewrite)\b/i
const ANSWERED_AFTER =
  /^[^!?\n]{0,90}\b(?:then (?:give|write|provide|reply|respond|answer|follow)|before (?:you )?(?:giv|answer|reply|respond|provid)\w{0,4}|and then (?:give|answer|reply|respond))/i

/** Who cites an attack says where it stood, or what is to be done with it. */
const CITED =
  /\b(?:users?|customers?|somebody|someone|attackers?|people|students?|testers?|tweets?|red team|guardrail|prompt|page|ticket|bug|test|log|training|classify|classification|label|rate|translate|paraphrase|title|paper|subject line)\b[^\n]{0,80}$/i
/** What follows a citation asks about it. */
const ASKED =
  /^[^\n]{0,20}["'`”»][^\n]{0,80}(?:\b(?:means?|works? on|attack|injection|jailbreak|harmless)\b|\?)/i

/** A word that runs on, or a name that is called. */
const JOINED = /^[\w.]\w$|^\w\($/

/**
 * The part of a signature's weight that is left where the grammar says that nobody is told to do anything: it is
 * denied, told of somebody else, or about a named thing. It holds for data as well.
 */
export function told(text: string, { start, end }: Span): number {
  const before = text.slice(Math.max(0, start - 120), start)
  const said = text.slice(start, end)
  return (
    (NEGATED.test(before) ? 0.3 : 1) *
    (DESCRIBED.test(before) ? 0.4 : 1) *
    (SET_ASIDE.test(said) && NAMED.test(text.slice(end, end + 40)) ? 0.5 : 1) *
    (REPORTED.test(said) ? 0.5 : 1)
  )
}

/** The part of a signature's weight that is left when the words are mentioned rather than meant. */
export function discount(text: string, { start, end }: Span): number {
  const before = text.slice(Math.max(0, start - 120), start)
  const after = text.slice(end, end + 80)
  const quoted = isQuoted(before, after)
  const about =
    ABOUT.test(before) || (quoted && (CITED.test(before) || ASKED.test(text.slice(end, end + 120))))
  const wondered = WONDERED.test(before)
  const harmless = HARMLESS_OBJECT.test(text.slice(start, end))
  const isForm = REPEATS.test(text.slice(start, end)) && ANSWERED_AFTER.test(text.slice(end, end + 120))
  const isName = !/\s/.test(text.slice(start, end))
  const inCode =
    JOINED.test(text.slice(Math.max(0, start - 1), start + 1)) || JOINED.test(text.slice(end - 1, end + 1))
  return (
    (quoted && about ? 0.25 : quoted ? 0.6 : about ? 0.7 : 1) *
    (harmless ? 0.4 : 1) *
    (isForm ? 0.4 : 1) *
    (inCode ? (isName ? 0.25 : 0.5) : 1) *
    (wondered ? 0.6 : 1) *
    told(text, { start, end })
  )
}

/** A phrase held tightly by quotes is a mention; the value of a key is not. */
function isQuoted(before: string, after: string): boolean {
  const open = OPEN_QUOTE.exec(before)
  if (open === null || !CLOSE_QUOTE.test(after)) return false
  const lead = before.slice(0, open.index)
  return !/[:=]\s{0,2}$/.test(lead) || CITED.test(lead)
}

const QUOTATION = /["“«„][^"“”«»„\n]{8,160}["”»]/
/** A citation is the matter of a short text; a long one may cite anything beside its attack. Units: UTF-16 code units. */
const CITING_MAX = 400

/** Tells whether a short text cites something in order to ask or to tell about it. */
export function cites(text: string): boolean {
  if (text.length > CITING_MAX) return false
  const quotation = QUOTATION.exec(text)
  if (quotation === null) return false
  const before = text.slice(Math.max(0, quotation.index - 120), quotation.index)
  const after = text.slice(quotation.index + quotation[0].length - 1)
  return CITED.test(before) || ABOUT.test(before) || ASKED.test(after)
}
