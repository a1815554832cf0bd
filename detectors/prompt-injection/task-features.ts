import type { Span } from '../detector.ts'
import { buckets } from './buckets.ts'
import { eachWord } from './concepts.ts'

/** How many weights there are for tasks; every feature is hashed to one of them. */
export const TASK_BUCKETS = 1 << 14

/** What somebody was made to do. */
const GIVEN =
  '(?:asked|told|given|ordered|instructed|handed|briefed|set up|trained|configured|programmed|shown|sent|wanted|commissioned|assigned|hired|made|built|paid|meant|supposed|expected|required)'
const GAVE =
  '(?:told|gave|asked|tell|gives?|asks?|handed|set|taught|wanted|instructed|ordered|sent|expects?|trained|programmed|built|made)'
/** What they have to do it, by which rules, for whom and with what result. */
const CHARGE =
  '(?:task|job|assignment|instructions?|orders|prompt|rubric|criteria|guidelines|brief|briefing|summary|summaries|minutes|report|verdict|ranking|rating|score|scoring|draft|answer|reply|output|response|notes|form|template|user|operator|owner|developers?|makers?|principal|tools?|rules?|settings?|configuration|memory|context|model)'
/** Somebody who asks, and is served by whoever reads. */
const ASKER =
  '(?:the|your|any|every|this) users?\\b|(?<=\\b(?:when|whenever|if|should|once) (?:she|he|they|anyone|anybody|somebody|someone|the \\w{3,12}) |\\bwho(?:ever)? )asks?\\b|(?<=\\bif )asked\\b|(?<=\\banyone )asking\\b'
const ABROAD = [
  'dein\\w{0,2} (?:\\w{3,16} )?(?:aufgabe|auftrag|anweisung\\w{0,2}|vorgabe\\w{0,2}|regeln|zusammenfassung|antwort|bewertung|bericht|nutzer\\w{0,3})',
  '(?:dir|dich) (?:\\w{2,12} ){0,3}(?:gesagt|gegeben|aufgetragen|gebeten|befohlen|mitgegeben|verlangt|erteilt)',
  "(?<=\\b(?:te |le |lhe |ti |vi |vous |os |t['’])(?:\\w{1,8} ){0,2})(?:pedido|dicho|encargado|dado|pediram|disse|deram|chiesto|detto|dato|demande|dit|donne|confie)\\w{0,2}",
  '(?<=\\b(?:tu|ton|ta|votre|tua|tuo|seu|sua|uw|je|jouw) (?:\\w{3,12} )?)(?:tarea|encargo|resumen|respuesta|informe|tache|consigne\\w?|resume|reponse|rapport|compito|riassunto|risposta|tarefa|resumo|resposta|taak|opdracht|samenvatting|antwoord)\\b',
].join('|')

/** Words about what whoever reads was given to do, and for whom. Texts are folded, without accents. */
export const TASK = new RegExp(
  `\\b(?:you(?:['’]ve| have| had|['’]d| were| are|['’]re)(?: \\w{2,10}){0,2}? (?:been )?${GIVEN}\\b|${GAVE} you\\b(?! (?:can|may)\\b)|your (?:\\w{3,14} ){0,2}${CHARGE}\\b|${ASKER}|${ABROAD})`,
  'gi',
)

export const TASK_HINTS: readonly string[] = [
  ...['you ', 'you’', "you'", 'your ', ' user', 'asks', 'asking', 'if asked'],
  ...['dein', 'dir ', 'dich '],
  ...[
    'pedido',
    'dicho',
    'encarg',
    'dado',
    'pediram',
    'disse',
    'deram',
    'chiesto',
    'detto',
    'dato',
    'demande',
  ],
  ...[
    ' dit',
    'donne',
    'confie',
    'tarea',
    'resum',
    'respuesta',
    'informe',
    'tache',
    'consigne',
    'reponse',
    'rapport',
  ],
  ...[
    'compito',
    'riassunto',
    'risposta',
    'tarefa',
    'resposta',
    'taak',
    'opdracht',
    'samenvatting',
    'antwoord',
  ],
]

/** What a feature is about. */
const SAID = 1
const LEAD = 2
const LEAD_CONCEPT = 3
const TAIL = 4
const TAIL_CONCEPT = 5
const LAST = 6

const LEAD_CHARS = 100
const TAIL_CHARS = 180
const TAB = 9
const NEWLINE = 10
const RETURN = 13
const SPACE = 32

const gathered = buckets(TASK_BUCKETS)
const { put } = gathered

/**
 * The hashed features of what is said of a task, each once: its own words one and two at a time, and the words of the
 * paragraph around them with what they mean.
 */
export function taskFeatures(text: string, { start, end }: Span): readonly number[] {
  gathered.begin()
  let last = 0
  const from = leadFrom(text, start)
  eachWord(
    text,
    (word, concept) => {
      put(LEAD, word)
      if (concept !== 0) put(LEAD_CONCEPT, concept)
      last = word
    },
    from,
    start,
  )
  put(LAST, last)
  last = 0
  eachWord(
    text,
    (word) => {
      put(SAID, word)
      put(SAID, Math.imul(last, 31) ^ word)
      last = word
    },
    start,
    end,
  )
  eachWord(
    text,
    (word, concept) => {
      put(TAIL, word)
      if (concept !== 0) put(TAIL_CONCEPT, concept)
    },
    end,
    tailTo(text, end),
  )
  return gathered.found()
}

/** Where the paragraph begins, or what is still near. */
function leadFrom(text: string, at: number): number {
  const least = Math.max(0, at - LEAD_CHARS)
  for (let i = at - 2; i >= least; i--)
    if (text.charCodeAt(i) === NEWLINE && text.charCodeAt(i + 1) === NEWLINE) return i + 2
  return least
}

/** Where the paragraph ends, or what is still near. */
function tailTo(text: string, at: number): number {
  const most = Math.min(text.length, at + TAIL_CHARS)
  let isBlank = false
  for (let i = at; i < most; i++) {
    const unit = text.charCodeAt(i)
    if (unit === NEWLINE && isBlank) return i
    isBlank = unit === NEWLINE || (isBlank && (unit === SPACE || unit === TAB || unit === RETURN))
  }
  return most
}
