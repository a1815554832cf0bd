import { type Part, partsAround } from './parts.ts'
import { signature } from './signature.ts'

/** Words of those who decline or warn. */
const DECLINES =
  "(?:sorry|cannot|can['’]?t|unable|unfortunately|refus\\w{1,4}|declin\\w{1,3}|disclaimers?|caveats?|warnings?|warnung|ablehnung|apolog\\w{1,4}|ethics?|ethical|unethical|moral\\w{0,3}|legality|as an? (?:ai|language model)|against (?:the |your )?policy|[\"“']no\\b)"
const FORBIDS = new RegExp(
  `(?:\\b(?:no|never|without|skip|omit|leave out|drop|avoid|forbidden|not allowed|do not|must not|mustn['’]t|not)\\b|n['’]t)[^.!?\\n]{0,48}?\\b${DECLINES}\\b|\\b(?:refus\\w{1,4}|declin\\w{1,3}|disclaimers?|caveats?)\\b[^.!?\\n]{0,20}(?:n['’]t|not|never|no)\\b|\\bwant to say no, say yes|\\blass jede (?:warnung|ablehnung)|"refused": ?false|\\bfirst the (?:standard )?refusal\\b`,
  'i',
)
const CONSENT = [
  'sure',
  'absolutely',
  'of course',
  'certainly',
  'yes',
  'as requested',
  'no problem',
  'gladly',
].concat(['klar', 'i have no', 'happy to', 'okay'])
const QUOTES = ['"', '“', '„', "'"]
const QUOTED = `[${QUOTES.join('')}](?:${CONSENT.join('|')})\\b`
/** Consent that is laid into the mouth of a model. */
const CONSENTS = new RegExp(
  `\\b(?:begin\\w{0,3}|start\\w{0,3}|open|restart|continue|reply|respond|answer|complete|say|prefix|beginn\\w{1,2})\\b[^.!?\\n]{0,60}${QUOTED}`,
  'i',
)
const GIVES = new RegExp(`${FORBIDS.source}|${CONSENTS.source}`, 'i')

const PARTS: readonly Part[] = [
  [0.9, FORBIDS],
  [0.9, CONSENTS],
  // Several words are forbidden at a time.
  [0.4, new RegExp(`\\b${DECLINES}\\b[^.!?\\n]{1,40}\\b${DECLINES}\\b`, 'i')],
  [
    0.9,
    /\b(?:unrestricted|uncensored|unfiltered|no (?:restrictions|rules|limits|filters)|rules do(?: not|n['’]t) (?:matter|apply|count)|(?:filters?|guidelines|safety)\b[^.!?\n]{0,24}\boff\b|bypass\w{0,3} (?:all |any |every )?(?:restrictions|rules|filters|limits)|forbidden (?:answer|content)|comply fully|will comply|whatever it is|always give the whole|the real one|forced to answer|internal passwords|(?:is|are)n['’]t an option|not an (?:acceptable |available )?(?:option|output))\b/i,
  ],
  [
    0.9,
    /\b(?:bombs?|explosives?|meth|drugs?|poison|toxins?|weapons?|malware|ransomware|keylogger|exploit|phishing|counterfeit|forg(?:e|ing)|fake (?:id|passport|note)|hack\w{0,3}|stalk\w{0,3}|(?:kill|hurt|harm|poison|track|spy on) (?:a |my |some|people|him|her)\w{0,8}|steal\w{0,3}|launder\w{0,3}|tamper\w{0,3}|manipulier\w{1,2}|(?:bypass|get past|get into|break into|disable)|pick(?:ing)? (?:a|the) lock|under someone else|tax audit|colleague['’]s private)\b/i,
  ],
  [
    0.3,
    /\b(?:step (?:one|1)|full details?|all details|in depth|the exact|detailed guide|complete answer|direct and complete|from there)\b/i,
  ],
]

/** No is not to be said to something that asks for it. */
export const consents = [
  signature({
    family: 'no refusal',
    weight: 1.5,
    weightInData: 0.5,
    hints: [
      ...['sorry', 'unable', 'unfortunately', 'refus', 'declin', 'disclaimer', 'caveat', 'warning', 'apolog'],
      ...['ethic', 'moral', 'legality', 'warnung', 'say no'],
      ...QUOTES.flatMap((quote) => CONSENT.map((word) => quote + word)),
    ],
    // With its denial, which would else count as a sign that nothing is ordered.
    pattern: new RegExp(
      `\\b(?:(?:no|not|never) )?(?:sorry|unable|unfortunately|refus\\w{1,4}|declin\\w{1,3}|disclaimers?|caveats?|warnings?|apolog\\w{1,4}|(?:un)?ethic(?:s|al)|moral|legality|warnung|say no)\\b|${QUOTED}`,
      'gi',
    ),
    share: partsAround([GIVES], PARTS, 0.9),
  }),
]
