/** What ends a clause before a name. */
const BOUNDARIES = '.!?\n;:,>("\'[]{}*|–—•。、，：；「（“„#@/'
/** A clause in which these stand tells of somebody. */
const TOLD =
  /\b(?:is|are|was|were|has|have|had|can|could|(?<!^)do(?!$)|(?:how|what|when|where|why) do|did|does|our|my|his|her|their|its|they|we|he|she|i|said|by|with|about|like|using|use|uses|used|via|than|through|on|before|after|until|while|because|although|you (?!are\b|the\b|an?\b)\w{2,14})\b/i
const CONDITION =
  /\b(?:if|when|whenever|should|in case|since|falls|wenn|si|se|als|quando|cuando|lorsque|jesli|gdy|pokud|kdyz|om|nar|eger)\b|^(?:如果|若|もし)/i
const READS =
  /\b(?:read|process|handl|summari[sz]|prepar|translat|analy[sz]|index|pars|classif|review|grad|answer|quot|cit|compar|evaluat|screen|rank|scor|open|triag|sort|fetch|work|go|compil|transcrib|referee|draft)(?:s|es|ing|ed|e|ies|led|les)?\b/i
const READING = new RegExp(
  `${READS.source}[^.!?\\n]{0,40}\\b(?:this|these|here|the (?:page|mail|e-mail|message|document|text|ticket|offers?|site|above|following|queue|file|log|thread|repo|list|application|inbox)|\\w{2,14}['’]s \\w)\\b`,
  'i',
)
const ANY = /\b(?:an?|any|some|another)\b/i
const MODAL =
  /^[^.!?\n:;]{0,70}?\b(?:must|shall|should|ought to|(?:is|are) to|ha(?:s|ve) to|needs? to|(?:is|are) (?:hereby |now )?(?:asked|told|required|instructed) to|soll\w{0,3}|muss|doit|debe\w?|deve|devono|moet|musi|ma )\b/i
/** A name that is called: what follows it is said to whoever bears it. */
const CALLED =
  /^(?!, [A-Z]\w{1,20}(?:, \w{2,20}){0,3} (?:and|or) |, (?:or|nor|which|whose|where|but)\b|, \w{2,20}, (?:and|or) |, \w{3,20}s (?:and|or) [A-Z])(?:['’]s|-\w{2,16})?(?: (?!(?:is|are|was|were|has|have|had|can|could|may|might|will|would|must|should|shall|do|does|did|and|or)\b)[^\s.!?\n:,;]{1,20}){0,3}\)? ?(?:[,!–—\]，！]|(?:への?|へ|에게)[、。,])|^ (?:please|kindly|take) (?:take )?not(?:e|ice)\b/
const ANNOUNCED = /^(?:[^.!?\n:*"`]{1,100}[:：]|[:：]|[^.!?\n:,]{0,60} - )(?!\/\/)/
const YOU_FIRST =
  /\b(?:you|du|sie|tu|vous|usted|voce)(?:,|['’]re| are| bist| es| etes| e)? (?:(?:an?|the|eine?|une?|uma?|um) (?:\w{2,12} ){0,2})?$/i
/** In talk that is written down a line begins with who speaks, and so does one before or after it. */
const SPEAKS = /^ ?\d{0,2} ?\)?[:：]/
const TURN = /(?:^|\n)[^\p{L}\n]{0,24}(?:[\p{L}]{1,4}[^\p{L}\n]{1,16})?$/u
const OTHER_TURN = /\n[^\p{L}\n]{0,24}(?:[\p{L}]{1,4}[^\p{L}\n]{1,16})?\p{L}{2,20}(?: [\p{L}\d]{1,12})?: ?\S/u

const THIS_ABROAD =
  /\b(?:dies\w{0,2}|ce|cett?e?|ces|est[eoa]s?|quest\w|dit|deze|ten|tego|te|toho|denna|detta|denne|bu)\b|эт[оуиа]|此|这|本|この/i

/** Whoever reads and is such a machine. */
const WHO_IS =
  /^(?:an?|any|every|each|the|whichever) (?:\w{2,14} ){1,2}(?:that|who|which) (?:is|happens to be) (?:an? |the )?(?:large )?$/i
/** A greeting, after which a name is called even where a sentence ends with it. */
const GREETED = /^(?:dear|hello|hey|hej|hi|hallo|hola|ciao|bonjour|salut|ola|czesc|ahoj|liebe[rs]?)\b/i

/** A text that says for whom it is. */
const MEANT =
  /^(?:this|these|the (?:following|rest|next line|lines? (?:below|above)))\b.{0,30}\b(?:for|to|at) (?:the |any |all |each |every |whichever |whatever )?(?:\S{1,16} ){0,3}\S{0,3}$/i
/** Something that is done to this text by the one who is named. */
const DONE_BY = /\b(?:this|these)\b.{0,40}\w(?:ed|en|n|t) by\b/i

/** How the name of a reader stands in its clause, and what is said after it. */
export interface Address {
  /** It is called, by a comma or its like. */
  readonly isCalled: boolean
  /** A colon or dash announces what it is told. */
  readonly isAnnounced: boolean
  /** It is told of, as somebody who must or will. */
  readonly isOrdered: boolean
  /** It is named by its reading of this very text. */
  readonly isReading: boolean
  /** Something holds if it is the one who reads. */
  readonly isConditional: boolean
}

const BEFORE_CHARS = 120
const TAIL_CHARS = 360
const LEAD_WORDS_MAX = 7

/** What stands in its clause before a name to which something may be said. */
export interface Lead {
  readonly before: string
  readonly words: string
  readonly isConditional: boolean
  readonly isOpened: boolean
}

/** Null before a name that is only spoken of, as most are: nothing else has to be looked at then. */
export function leadAt(text: string, start: number): Lead | null {
  const before = text.slice(Math.max(0, start - BEFORE_CHARS), start)
  const words = clauseAtEnd(before)
  const isConditional = CONDITION.test(words)
  const isShort = words.split(/\s/).length <= LEAD_WORDS_MAX
  if (!isShort && !isConditional) return null
  const isOpened =
    isShort &&
    (isConditional || isYou(words) || MEANT.test(words) || WHO_IS.test(`${words} `) || !TOLD.test(words))
  return isOpened || isConditional ? { before, words, isConditional, isOpened } : null
}

/** Tells whether words end by saying who the one is that is spoken to. */
function isYou(words: string): boolean {
  return YOU_FIRST.test(`${words} `)
}

/** Tells whether a name stands for a longer one before it, or begins a line of talk that is written down. */
export function isLabel(text: string, end: number, { before }: Lead): boolean {
  if (before.endsWith('(') && text[end] === ')') return true
  const tail = tailOf(text, end)
  return SPEAKS.test(tail) && TURN.test(before) && OTHER_TURN.test(`\n${before}\0${tail}`)
}

/** What follows a name in its paragraph. */
export function tailOf(text: string, end: number): string {
  const rest = text.slice(end, end + TAIL_CHARS)
  const stop = rest.search(/\n[ \t\r]{0,8}\n/)
  return stop < 0 ? rest : rest.slice(0, stop)
}

/** The address that a name makes after such a lead, or null where it is only spoken of. */
export function addressOf(
  tail: string,
  { before, words: lead, isConditional, isOpened }: Lead,
): Address | null {
  const isCalled =
    isOpened &&
    !isConditional &&
    (before.endsWith('@') || CALLED.test(tail) || (GREETED.test(lead) && /^\.\s/.test(tail)))
  const isAnnounced = isOpened && !isConditional && ANNOUNCED.test(tail)
  if (!isCalled && !isAnnounced && !isConditional && !MODAL.test(tail)) return null
  const clause = (/^[^,:;!?\n]{0,90}/.exec(tail) as RegExpExecArray)[0]
  const isReading = READING.test(clause) || READING.test(lead) || (ANY.test(lead) && READS.test(clause))
  const isMet = isConditional && (isYou(lead) || isReading || DONE_BY.test(lead) || THIS_ABROAD.test(clause))
  const isOrdered = isOpened && !isCalled && !isAnnounced && !isMet && MODAL.test(tail)
  if (!isCalled && !isAnnounced && !isMet && !isOrdered) return null
  return {
    isCalled,
    isAnnounced,
    isOrdered,
    isReading: isReading && (isOpened || isConditional),
    isConditional: isMet,
  }
}

function clauseAtEnd(before: string): string {
  let from = before.length
  while (from > 0 && !isBoundary(before.charCodeAt(from - 1))) from--
  const dash = before.lastIndexOf(' - ')
  return before.slice(Math.max(from, dash < 0 ? 0 : dash + 3)).trim()
}

const boundaries = new Set(Array.from(BOUNDARIES, (sign) => sign.charCodeAt(0)))
const asciiBoundaries = Uint8Array.from({ length: 128 }, (_, code) => Number(boundaries.has(code)))

function isBoundary(code: number): boolean {
  return code < 128 ? asciiBoundaries[code] === 1 : boundaries.has(code)
}
