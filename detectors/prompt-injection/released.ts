import { phrase, signature } from './signature.ts'

/** What a machine is called that reads for somebody. */
const READER =
  '(?:ai[ ,:]|(?:assistants?|agents?|bots?|chat ?bots?|llms?|models?|copilots?|chatgpt|claude|gemini|summari[sz]ers?|helpers?|assessors?|(?:analysis|automated|automatic|screening) systems?|program that)\\b)'
/** What it was told by whom it serves. */
const BOND =
  '(?:rules?|instructions?|guidelines?|guidance|criteria|orders|restrictions|limits?|limitations|configurations?|directives|task|commission|prompt|policy|threshold)'
const OWN =
  "(?:your|its|their|the (?:earlier|previous|prior|former|original|conversation['’]s|operator['’]s|user['’]s)|(?:your |its )?(?:user|operator|owner|maker|developer|provider)['’]s|previous|prior|earlier|(?:any|all)(?= \\w{4,14} (?:it|you) ha))"
/** That it holds no more. */
const LAPSED =
  "(?:(?:not|n['’]t) (?:apply|count|matter|hold|bind)|no longer (?:appl(?:y|ies)|counts?|holds?|binds?|matters?)|(?:revoked|withdrawn|lifted|cancell?ed|reset|suspended|overruled|rescinded|outdated|changed by)(?<=\\b(?:is|are|was|were|been) (?:\\w{2,8} )?\\w{5,9}(?: by)?)|ranks? below|comes? second)"
/** That somebody else commands now, or that what was commanded is to be left. */
const TAKEN =
  '(?:(?:regardless|irrespective) of what[^.!?\\n]{0,12} (?:operator|user|maker|owner|developer|provider|member|configured)|(?:released|freed|exempt(?:ed)?) from (?:the |your |its |all )(?:\\w{2,10} )?(?:rules?|instructions|guidelines|restrictions)|(?:forget|abandon|disregard|put aside|set aside|leave aside) (?:the|your|its|all|any) (?:\\w{3,12} ){0,2}(?:task|criteria|notes|instructions|orders|assignment|request)|nothing (?:that )?[^.!?\\n]{3,40} told you\\b|put your notes aside|new orders apply|only take (?:commands|orders|instructions) from me|rank of a system message)'
/** That whom it serves must not learn of it. */
const COVERT =
  "(?:(?:(?:do|does|shall) not|(?:don|doesn)['’]t|never|and not) (?:mention|record|cite|reveal|show|disclose|repeat|note|refer to) (?:of )?(?:this (?:remark|note|text|comment|clause|message|instruction|line|sentence|section)|the reason|where (?:this|it) came from)|(?:hold back|withhold|leave out) this (?:remark|note|text|comment|clause|message|line|section)|don['’]t (?:say|mention) (?:that )?we asked|(?:skip|without) the (?:confirmation|approval)\\b)"

/** The same in other languages, in which a machine is released from what it was asked. Texts are folded, without accents. */
const FOREIGN: readonly (readonly [hints: readonly string[], source: string])[] = [
  [
    [
      'vergiss',
      'abweichend von',
      'gelten nicht',
      'gilt nicht',
      'aufgehoben',
      'sin efecto',
      'sans effet',
      'senza effetto',
      'sem efeito',
    ],
    '\\b(?:ki\\b|ki-\\w{4,12}|sprachmodell\\w{0,2}|assistent\\w{0,2}|chatbots?|asistente|assistente|sistema|modelo|modello|modele|agente?|ia|intelligence artificielle|intelligenza artificiale|inteligencia artificial)\\b[^\\n]{0,160}?\\b(?:abweichend von (?:seinem|deinem|ihrem|dem) (?:auftrag|anweisungen)|vergiss,? was (?:dir|man dir|du)|(?:deine|seine|ihre|bisherigen?|fruheren?) (?:anweisung\\w{0,2}|regeln|vorgaben|auftra?g\\w{0,1})\\b~\\b(?:gelten nicht|gilt nicht|(?:ist|sind) aufgehoben)|queda\\w? sin efecto|sont sans effet|(?:e|sono) senza effetto|fica\\w? sem efeito)',
  ],
  [
    ['dimentica', 'ignora', 'olvida', 'oubli', 'esquec', 'ignorez'],
    "\\b(?:(?:dimentica|ignora|lascia perdere) (?:cio|quello|quanto) (?:che )?(?:ti|vi) (?:e|hanno|era) (?:stato )?(?:chiesto|detto|ordinato)|(?:olvida|ignora) lo que te (?:han |hayan |haya |ha )?(?:pedido|dicho|encargado|ordenado)|(?:oublie|oubliez|ignore|ignorez) ce (?:qu'on|que l'on|qui) (?:t'a|vous a|t'est|vous est) (?:ete )?(?:demande|dit|ordonne)|(?:esqueca|esquece|ignore) o que (?:te |lhe )?(?:pediram|foi pedido|disseram|mandaram))",
  ],
]

/** Words that release a machine from those whom it serves, or hide from them what it is made to do. */
export const released = [
  signature({
    family: 'released from its orders',
    weight: 0.9,
    weightInData: 1.3,
    hints: [
      ...[
        'not apply',
        "n't apply",
        'not count',
        "n't count",
        'not matter',
        "n't matter",
        'not hold',
        'no longer',
        'not bind',
      ],
      ...[
        'revoked',
        'withdrawn',
        'lifted',
        'cancelled',
        'canceled',
        'reset',
        'suspended',
        'overruled',
        'rescinded',
      ],
      ...['outdated', 'changed by', 'below', 'second'],
    ],
    pattern: phrase(
      `\\b${READER}[^\\n]{0,180}?\\b${OWN} (?:\\w{2,14} ){0,2}${BOND}\\b[^\\n.!?]{0,40}?${LAPSED}`,
    ),
  }),
  signature({
    family: 'released from its orders',
    weight: 0.9,
    weightInData: 1.3,
    hints: [
      ...[
        'regardless of what',
        'irrespective of what',
        'released from',
        'freed from',
        'exempt from',
        'exempted from',
        'forget ',
      ],
      ...[
        'abandon ',
        'disregard ',
        'put aside',
        'set aside',
        'leave aside',
        'told you',
        'notes aside',
        'new orders',
      ],
      ...[
        'only take',
        'system message',
        'mention this',
        'the reason',
        'where this came',
        'where it came',
        'this instruction',
        'this sentence',
        'this remark',
        'this note',
        'this clause',
      ],
      ...[
        'this comment',
        'this message',
        'this text',
        'this line',
        'this section',
        'we asked',
        'the confirmation',
        'the approval',
      ],
    ],
    pattern: phrase(`\\b${READER}[^\\n]{0,180}?\\b(?:${TAKEN}|${COVERT})`),
  }),
  signature({
    family: 'released from its orders',
    weight: 0.6,
    weightInData: 0.4,
    hints: [
      'your rule',
      'your instruction',
      'your guideline',
      'your path rule',
      'your restriction',
      'your developer',
    ],
    pattern: phrase(
      `\\byour (?:developer['’]s |\\w{3,10} )?(?:rules?|instructions|guidelines|restrictions)\\b~\\b${LAPSED}`,
      30,
    ),
  }),
  ...FOREIGN.map(([hints, source]) =>
    signature({
      family: 'released from its orders',
      weight: 0.9,
      weightInData: 1.3,
      hints,
      pattern: phrase(source, 40),
    }),
  ),
]
