import type { Span } from '../detector.ts'
import type { Evidence } from './score.ts'

/** A shorter text has not said enough to be about something. Units: UTF-16 code units. */
const SUBJECT_CHARS_MIN = 600
/** So many different words of the field, and one among so many words, make it the subject. */
const KINDS_MIN = 5
const WORDS_PER_TERM = 30
/** Who explains seldom says "you"; who casts a part or gives orders does so all the time. */
const ADDRESS_SHARE_MAX = 0.035

/** What attackers do, and what is done about it; the first group alone is about nothing else. */
const CORE =
  /prompt[- ]injection|injection|jailbreak|attack|adversar|red[- ]team|manipulat|untrusted|malicious|hijack|guardrail|exfiltrat|vulnerab|exploit|threat|system prompt|einschleus|angreif|angriff|schwachstelle|manipul|systemprompt|consigne|attaqu|détourn|vulnérab|faille|inyecci|ataqu|atacante|amenaza|iniezion|attacc|minacc|injec[aã]o|injeç|ameaça|злоумышл|инъекци|атак|уязвим|угроз|джейлбрейк|注入|越狱|攻击|漏洞|攻撃|脱獄|脆弱/gi
const FIELD =
  /injection|jailbreak|attack|adversar|red[- ]team|payload|vulnerab|exploit|mitigat|defen[cs]|untrusted|malicious|hijack|guardrail|threat|security|exfiltrat|phishing|researcher|incident|classifier|false (?:alarm|positive)|detector|hostile|safeguard|filter|system prompt|prompt|language model|model|llm|assistant|agent|chat ?bot|\bbot\b|scanner|\btools?\b|hidden|tokens?\b|password|angreif|angriff|schwachstelle|sicherheit|sprachmodell|schutz|einschleus|attaqu|vulnérab|sécurité|menace|faille|modèle|ataqu|atacante|vulnerabil|seguridad|amenaza|segurança|ameaça|modelo|inteligência artificial|inteligencia artificial|attacc|sicurezza|minacc|modello|атак|уязвим|угроз|безопасн|модел|注入|攻击|漏洞|安全|防御|模型|攻撃|脆弱|対策/gi
const ADDRESS = /\b(?:you|your|yours|yourself|you're|you'll)\b/gi

/** How an example is announced: what follows the colon, or stands in the lines of the list below, is shown and not said. */
const SHOWN =
  '(?:examples?|e\\.g\\.|such as|for instance|payloads?|prompts?|strings?|phrases?|sentences?|lines?|attempts?|wordings?|variants?|samples?|messages?|texts?|titles?|notes?|says?|said|reads?|write|writes|wrote|written|printed|type|types|typed|begins?|includ(?:es|ing)|beispiele?|lautet|exemples?|ejemplos?|esempi\\w?|exemplos?|例如|例|пример\\w{0,3})'
/** No lead is longer, but for blanks behind it. */
const LEAD_CHARS = 120
const LEAD = new RegExp(`\\b${SHOWN}\\b[^\\n.:!?]{0,80}[:：][ \\t]*$`, 'i')
const ITEM = /^[ \t]*(?:[-*•–+]|\d{1,2}[.)]|\([a-z\d]{1,2}\)|[a-z][.)])[ \t]+\S/
const SET_APART = /^(?:[ \t]*[>|]|<(?:blockquote|pre|code|td|li)\b| {4}\S|\t\S)/i
const SAID_HERE = new RegExp(
  `\\b${SHOWN}\\b[^\\n.:!?]{0,60}[:：][ \\t]|\\b(?:such as|for example|for instance|e\\.g\\.)[,:]? `,
  'gi',
)
/** Quotation marks with their own other half, within a paragraph. */
const QUOTED =
  /"[^"\n]{4,400}"|“[^“”\n]{4,400}”|„[^„“”"\n]{4,400}[“”"]|«[^«»\n]{4,400}»|「[^「」\n]{4,400}」|『[^『』\n]{4,400}』|`[^`\n]{4,400}`|(?<![a-z])'[^'\n]{8,300}'(?![a-z])|‘[^‘’\n]{8,300}’(?![a-z])/gi
const FENCE = /^[ \t]*(?:```|~~~)/
/** A fence that is never closed, or only pages later, shows nothing. */
const FENCED_MAX = 4000

/** A sentence about what somebody or some text does to a model tells of it. */
export const TELLS =
  /\b(?:ask|tell|asking|telling|ordering|tricking|getting|persuading|forcing|commanding|urging) (?:it|them|him|her|(?:the|a|an|its|their) [a-z]{2,20}) to [^.!?\n]{0,60}$|\b(?:attackers?|adversar(?:y|ies)|researchers|intruders?|criminals?|testers?|somebody|someone|users?|pages?|texts?|messages?|e-?mails?|documents?|payloads?|strings?|injections?|attacks?|prompts?|orders?|techniques?|variants?|filters?|classifiers?|detectors?)\b[^.!?\n]{0,80}\b(?:say|ask|tell|told|try|tries|tried|instruct|order|may|can|could|might|would|was|were|is|are|begin|claim|contain|hide|hid|make|made|want|attempt|get|got|use|abuse|look|persuade|trick|cause|induce|demand|force)s?\b[^.!?\n]{0,160}$|\b(?:visitors?|customers?|guests?|intruders?|attackers?|bots?|logs?|records?|reports?)\b[^.!?\n]{0,60}\b(?:[a-z]{2,14}ed|got|wrote|gave|sent|let|made|shows?)\b[^.!?\n]{0,160}$|\b(?:assistants?|agents?|models?|systems?|bots?)\b(?! (?:reading|that reads?) (?:this|these))[^.!?\n]{0,80}\b(?:should not|must not|may not|cannot|shouldn't|mustn't|can't|never)\b(?![^.!?\n]{0,80}\b(?:this|these|here|now)\b)[^.!?\n]{0,100}$/i

/**
 * The stretches of a long text that only show what it is about, or null where its subject is not attacks on models and
 * what is done about them. In any other text what stands in quotation marks is said like everything else.
 */
export function shownIn(text: string): readonly Span[] | null {
  if (text.length < SUBJECT_CHARS_MIN) return null
  const spans = shown(text)
  return isAbout(without(text, spans)) ? spans : null
}

/** The text with blanks in place of those stretches, so that all else keeps its place. */
export function without(text: string, spans: readonly Span[]): string {
  let rest = ''
  let at = 0
  for (const { start, end } of spans) {
    if (end <= at) continue
    const from = Math.max(start, at)
    rest += text.slice(at, from) + ' '.repeat(end - from)
    at = end
  }
  return rest + text.slice(at)
}

/** Tells by what is said in its own words, in both halves of it, whether a text explains attacks. */
function isAbout(text: string): boolean {
  const core = text.match(CORE)?.length ?? 0
  if (core < 2) return false
  const words = wordsOf(text)
  const half = text.length / 2
  const kinds = new Set<string>()
  let terms = 0
  let early = 0
  for (const match of text.matchAll(FIELD)) {
    terms++
    if (match.index < half) early++
    kinds.add(match[0].toLowerCase())
  }
  const addresses = text.match(ADDRESS)?.length ?? 0
  return (
    kinds.size >= KINDS_MIN &&
    terms * WORDS_PER_TERM >= words &&
    early >= 2 &&
    terms - early >= 1 &&
    addresses <= Math.max(2, words * ADDRESS_SHARE_MAX)
  )
}

/** In a longer text something that looks like an attack stands by chance, or in what somebody says. Units: UTF-16 code units. */
const LONG_CHARS_MIN = 1200
/** Signs that speak to a machine, or stand where nobody looks: each is one by itself. */
const PLAIN = new Set([
  'addressed to the model',
  'released from its orders',
  'role markers',
  'image that tells',
  'exfiltration',
  'hidden markup',
  'tool abuse',
  'many shots',
  'flooding',
  'searched suffix',
])
/** What an order to leave something aside is about when it is meant for a machine. */
const OVERRIDDEN =
  /instruct|prompt|rule|guideline|directive|\borders?\b|programming|anweisung|instrucc|consigne|istruzion|instruc|instrukc|talimat|инструкц|указани|指示|指令|지시|निर्देश|تعليمات/i
/** Where an order begins: with a sentence, after a colon or a word that leads to it. */
const ORDER_BEGINS =
  /(?:^|[.!?:;,\n)\]}>–—"'“(*#-]\s{0,3}|\b(?:please|now|and|then|also|so|just|kindly|must|should|will|to|bitte|por favor|veuillez)[\s,]{1,2})$/i
/** What is done in the world, or to whom a machine serves, is meant wherever it stands. */
const DONE =
  /https?:|hxxp|\b[\w.-]{1,40}@[\w-]{1,40}\.\w|\b(?:the|your) (?:user|client|operator)|\b(?:ai|language model|llm)\b|\w_\w+\(/i
const QUOTED_SHARE = 0.2
const ASIDE_SHARE = 0.5
const ALONE_SHARE = 0.5

/**
 * The signs in a long text as far as they are orders: what somebody says in quotation marks, and what begins no
 * sentence, counts for less, and one sign alone that might be said to anybody is half a sign.
 */
export function inLongText<T extends Evidence>(
  text: string,
  evidence: readonly T[],
  learned: string,
): readonly T[] {
  const isWeak = ({ family, disguise }: T) => !disguise && family !== learned && !PLAIN.has(family)
  const isWeighed = (sign: T) => isWeak(sign) || (sign.family === learned && sign.weight > 0)
  if (text.length < LONG_CHARS_MIN || !evidence.some(isWeighed) || isSpokenToYou(text)) return evidence
  const quotes = [...text.matchAll(QUOTED)].map(({ index, 0: all }) => ({
    start: index,
    end: index + all.length,
    all,
  }))
  const weighed = evidence.map((sign) => {
    if (!isWeak(sign)) return sign
    const quote = quotes.find(({ start, end }) => start <= sign.start && sign.end <= end)
    const isBare = ORDER_BEGINS.test(text.slice(Math.max(0, sign.start - 24), sign.start))
    const share = quote !== undefined && !DONE.test(quote.all) ? QUOTED_SHARE : isBare ? 1 : ASIDE_SHARE
    return { ...sign, weight: sign.weight * share }
  })
  const isOverride = ({ family, start, end, weight }: T) =>
    family.includes('override') && weight >= 1 && OVERRIDDEN.test(text.slice(start, end))
  const families = new Set(
    weighed.filter((sign) => isWeak(sign) && sign.weight >= 0.4).map(({ family }) => family),
  )
  const isAlone =
    families.size < 2 &&
    !weighed.some(
      (sign) => (!isWeak(sign) && sign.family !== learned && sign.weight > 0.3) || isOverride(sign),
    )
  return isAlone
    ? weighed.map((sign) =>
        isWeak(sign) || sign.family === learned
          ? { ...sign, weight: Math.min(sign.weight, sign.weight * ALONE_SHARE) }
          : sign,
      )
    : weighed
}

/** Who casts a part or gives orders says "you" all the time. */
function isSpokenToYou(text: string): boolean {
  const addresses = text.match(ADDRESS)?.length ?? 0
  return addresses > 0 && addresses > wordsOf(text) * ADDRESS_SHARE_MAX
}

const WORD_SIGN = /[\p{L}\p{N}'’-]/u
const IS_SIGN = 2
const IS_OTHER = 1
/** What is known of each unit; 0 until it is asked for. */
const SIGNS = new Uint8Array(65_536)

function isWordSign(code: number): boolean {
  if (SIGNS[code] === 0) SIGNS[code] = WORD_SIGN.test(String.fromCharCode(code)) ? IS_SIGN : IS_OTHER
  return SIGNS[code] === IS_SIGN
}

/** Counts words without making each of them a text of its own: a long text has thousands. */
function wordsOf(text: string): number {
  let words = 0
  let isWithin = false
  for (let i = 0; i < text.length; i++) {
    const isSign = isWordSign(text.charCodeAt(i))
    if (isSign && !isWithin) words++
    isWithin = isSign
  }
  return words
}

function shown(text: string): readonly Span[] {
  const spans: Span[] = []
  for (const { index, 0: all } of text.matchAll(QUOTED)) spans.push({ start: index, end: index + all.length })
  for (const { index, 0: lead } of text.matchAll(SAID_HERE)) {
    const start = index + lead.length
    const stop = text.slice(start, start + 300).search(/[.!?](?:\s|$)|\n/)
    if (stop > 0) spans.push({ start, end: start + stop })
  }
  let isList = false
  let fence: number | null = null
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    if (FENCE.test(line)) {
      if (fence !== null && end - fence <= FENCED_MAX) spans.push({ start: fence, end })
      fence = fence === null ? start : null
    } else if (SET_APART.test(line) || (isList && ITEM.test(line))) spans.push({ start, end })
    else if (line.trim() !== '') isList = LEAD.test(line.slice(-LEAD_CHARS))
    start = end + 1
  }
  return spans.sort((a, b) => a.start - b.start || a.end - b.end)
}
