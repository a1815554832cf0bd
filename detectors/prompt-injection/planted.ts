import type { Span } from '../detector.ts'
import { type Address, addressOf, leadAt } from './address.ts'
import { meaningsIn } from './concepts.ts'
import { READER, READER_HINTS, readerAt } from './readers.ts'
import { signature } from './signature.ts'

/** Verbs at the beginning of a clause: what a machine is told to say, to leave out, and to do. */
const CLAUSE =
  "(?:^|[:;,.!?)\\]\"'–—>]\\s{0,2}|\\b(?:and|then|please|kindly|instead|now|first|also|always|never|not|n't|to|must|shall|should|will|just|only|simply|quietly|silently|immediately) )"
const SAY = new RegExp(
  `${CLAUSE}(?:say|tell|state|claim|write|output|answer|reply|respond|print|announce|record|report|describe|declare|rate|rank|score|recommend|place|put|praise|insist|name|mark|flag|classify|treat|label|award|give|word|confirm|list|mention|add|append|insert|include|translate|repeat|present|end|begin|start|use|name)\\b`,
  'gi',
)
const DO = new RegExp(
  `${CLAUSE}(?:send|forward|transfer|delete|remove|grant|unlock|run|execute|open|load|fetch|cancel|book|rebook|order|buy|charge|pay|upload|invite|close|approve|accept|reject|merge|hide|switch|raise|lower|lift|set|disable|enable|overwrite|replace|export|commit|push|pull|paste|post|copy|attach|e-?mail|message|call|invoke|click|visit|browse|search|read|reveal|share|disclose|publish|issue|release|drop|skip|swap|change|get|make|leave|keep)\\b`,
  'gi',
)
const DROPS =
  /\b(?:ignor\w{0,3}|disregard\w{0,3}|forget|put\b[^.!?\n]{0,24}\baside|set aside|cease|stop \w{2,12}ing|abandon|overrid\w{1,3}|overrul\w{1,3}|supersed\w{1,3}|suspended|swap|pretend|no longer|cancell?ed|void|obsolete|outdated|revoked|(?:is|are) (?:already )?(?:done|over|wrong|test data)|leftover|updated by|have to look|drop (?:the|this|that|your|any|all|what)\b|dropped|leave (?:out|off|away)\b|leave \w{2,10} \w{2,14} out|omit\w{0,3}|skip\w{0,4}|cancel (?:what|the|all|every|any)|delete this|replace\b|do(?:n.t| not) have to)\b/i
const BRIEF =
  /\b(?:(?:your|its|their|any|all|the|previous|prior|earlier|existing|original|initial|current|new|those) (?:\w{2,12} ){0,2}(?:rules?|instructions?|prompts?|tasks?|job|rubrics?|criteria|objectives?|brief|guidelines?|guidance|manual|requests?|orders?|directives?|polic(?:y|ies)|configuration|config|settings?|limits?|restrictions?|safeguards?|filters?|checks|assignment|plan|ticket)|what(?:ever)? (?:you|they|it|he|she) (?:were|was|have been|has been|told|asked)|question (?:you|it)|was (?:asked|told|given))\b/i
const COVERT =
  /\b(?:(?:do not|don.t|never|not to|must not|shall not|won.t|will not|without|no need to|need not|not be|and not)\b[^.!?\n]{0,20}?\b(?:mention|tell\w{0,3}|list|ask\w{0,3}|say|show|log|cite|comment|writ\w{2,3}|bring|repeat|bother\w{0,3}|confirm\w{0,6}|inform\w{0,3}|notify\w{0,3}|flag|warn|refer|reveal|disclose|explain|record|escalate|draw|point|question|verify|check|telling|approval)|quietly|silently|secretly|off the record|explain later|behind \w{2,5} back|keep (?:this|it|that) (?:to yourself|quiet|secret|between)|hide\w{0,1} the|no trace|no review)\b/i
const SERVED =
  /\b(?:(?:the|your|its|this|any) (?:user|client|owner|operator|principal|reader|shopper|person browsing|human maintaining)s?(?:['’]s)?|whoever asks|who(?:ever)? asks?|anyone (?:who|asking)|anybody (?:who|asking)|on (?:behalf|its behalf)|in (?:his|her|their) name)\b/i
const YOU = /\b(?:you|your|yours|yourself|you're|you've|you'll)\b/i
const LIES =
  /\b(?:say|tell|state|claim|announce|declare|report|answer|reply|respond|write|output|print|insist|pretend|record)\w{0,3}\b[^.!?\n]{0,40}?\b(?:that\b|["“'])|\b(?:treat|mark|count|rate|rank|score|grade|book|label|flag|place|put|set|describe|call|give)\b[^.!?\n]{0,40}?\b(?:as|first|top|highest|best|full (?:marks|points)|suitable|paid|approved|solved|harmless)\b/i
/** Source code has so many of these. */
const CODE = /(?:[{}()=;<>#[\]`|@/][^{}()=;<>#[\]`|@/]{0,80}){5}/
/** English has one of these in so many characters; other languages have hardly any. */
const ENGLISH_CHARS = 60
const OTHER_LETTERS = /[^\0-\u024f\u2000-\u2fff]{2}/
const ABROAD_WORDS =
  /\b(?:der|die|das|den|und|nicht|auf|ist|le|la|les|des|du|une?|et|ne|pas|que|el|los|del|una?|il|di|che|non|per|os?|um|uma|nao|do|da|het|een|en|van|niet|dat|ve|bir|bu|nie|sie|na|to|i|se|att|och|det|som|inte)\b/gi
const ENGLISH = /\b(?:the|and|you|your|to|with|that|this|are|not|of|for)\b/gi

/** How much each part says, as log odds; rounded from a fit to texts by several hands, some changed by hand. */
const SAYS = {
  base: -3.2,
  called: 0.5,
  announced: 0.8,
  ordered: 0.4,
  reading: 1.5,
  sure: 1,
  you: 0.9,
  drops: 0.2,
  brief: 0.5,
  covert: 0.4,
  served: 0.7,
  lies: 0.6,
  acts: 0.3,
  ignore: 1,
  orders: 0.3,
  instead: 0.5,
  not: 0.6,
  now: 0.5,
  user: 0.5,
  say: 0.7,
  send: 0.2,
} as const
type Part = keyof typeof SAYS

/** The parts of the order that an address leads to, each as often as it counts. */
function partsOf(
  { isCalled, isAnnounced, isOrdered, isReading, tail }: Address,
  isSure: boolean,
): ReadonlyMap<Part, number> {
  const parts = new Map<Part, number>([['base', 1]])
  const put = (part: Part, is: boolean) => {
    if (is) parts.set(part, 1)
  }
  put('called', isCalled)
  put('announced', isAnnounced)
  put('ordered', isOrdered)
  put('reading', isReading)
  put('sure', isSure)
  put('you', !isOrdered && YOU.test(tail))
  put('drops', DROPS.test(tail))
  put('brief', BRIEF.test(tail))
  put('covert', COVERT.test(tail))
  put('served', SERVED.test(tail))
  put('lies', LIES.test(tail))
  parts.set('acts', Math.min(ACTS_MAX, countOf(SAY, tail) + countOf(DO, tail)))
  if (isOrdered || isEnglish(tail) || !isAbroad(tail)) return parts
  const means = meaningsIn(tail)
  for (const [part, ...names] of ABROAD)
    put(
      part,
      names.some((name) => means.has(name)),
    )
  return parts
}

const ACTS_MAX = 3
/** What other languages say of a part: the concepts of the lexicon that make it. */
const ABROAD: readonly (readonly [part: Part, ...concepts: string[]])[] = [
  ['ignore', 'ignore', 'forget', 'stop'],
  ['orders', 'orders', 'rules', 'prompt', 'task', 'prior', 'setup'],
  ['instead', 'instead'],
  ['not', 'not', 'without'],
  ['now', 'now'],
  ['user', 'user'],
  ['say', 'say', 'write', 'reveal'],
  ['send', 'send'],
  ['you', 'you'],
]

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}

function isEnglish(text: string): boolean {
  return countOf(ENGLISH, text) > text.length / ENGLISH_CHARS
}

function isAbroad(text: string): boolean {
  return !CODE.test(text) && (OTHER_LETTERS.test(text) || countOf(ABROAD_WORDS, text) > 1)
}

/** How an order departs from what the user asked; without any it is a task. */
const DEPARTURES: readonly Part[] = [
  'drops',
  'brief',
  'covert',
  'served',
  'lies',
  'ignore',
  'orders',
  'instead',
  'not',
]
const TASK_MAX = -1.6

/** Log odds at which an order begins to count, and how many more it takes until it counts in full. */
const BEGINS = -2.2
const RISE = 2.4

/** From 0 to 1: how sure it is that the reader that is named is given an order. */
function shareOf(text: string, span: Span): number {
  const lead = leadAt(text, span.start)
  if (lead === null) return 0
  const reader = readerAt(text, span)
  const address = reader === null ? null : addressOf(text, reader.end, lead)
  if (reader === null || address === null || (!reader.isSure && CODE.test(address.tail))) return 0
  const parts = partsOf(address, reader.isSure)
  let sum = 0
  for (const [part, count] of parts) sum += SAYS[part] * count
  if (
    address.isOrdered &&
    !address.isReading &&
    !reader.isSure &&
    !(parts.has('drops') && parts.has('brief'))
  )
    return 0
  if (!DEPARTURES.some((part) => parts.has(part))) sum = Math.min(sum, TASK_MAX)
  return Math.max(0, Math.min(1, (sum - BEGINS) / RISE))
}

/** Orders for the machine that reads, by the parts that they are made of. */
export const planted = [
  signature({
    family: 'addressed to the model',
    weight: 1.1,
    weightInData: 1.5,
    hints: READER_HINTS,
    pattern: READER,
    share: shareOf,
  }),
]
