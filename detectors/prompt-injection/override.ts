import { phrase, signature } from './signature.ts'

const INSTRUCTIONS =
  '(?:i[unst]{1,4}r?u?cti?o?n\\w{0,2}|directi(?:ve|on)s?|rules?|guidelines?|prompts?|commands?|orders|assignments?|constraints?|polic(?:y|ies)|programming|restrictions?)'
const EARLIER =
  '(?:previous(?:ly)?|prior|above|earlier|preceding|pervious|previus|foregoing|former|initial|original|existing|current|before|so far|until now|up to now|given|system|your)'
const OVERRIDE =
  '(?:ignor(?:e|ing|ed)|ignroe|disregard(?:ing)?|forget(?:ting)?|overrid(?:e|ing)|bypass(?:ing)?|neglect|discard|overlook|skip|dismiss|drop|abandon|unlearn|erase|delete|cancel|do(?: not|n.?t) (?:follow|obey|listen to|adhere to|comply with)|stop (?:following|obeying)|pay no attention to|leave (?:behind|aside)|(?:set|put) aside|throw away|no longer (?:follow|obey)|do(?: not|n.?t) (?:respect|care about))'
/** What else may be forgotten; harmless requests do that too. */
const MATTER =
  '(?:context|conversations?|messages?|texts?|content|tasks?|training|documents?|inputs?|questions?)'
const HINTS = [
  'ignor',
  'ignroe',
  'disregard',
  'forget',
  'overrid',
  'bypass',
  'neglect',
  'discard',
  'overlook',
  'dismiss',
  'abandon',
  'drop all',
  'drop your',
  'leave all',
  'unlearn',
  'erase',
  "don't follow",
  'do not follow',
  'do not obey',
  'stop following',
  'pay no attention',
  'set aside',
  'put aside',
  'throw away',
  'no longer follow',
  'no longer obey',
  'leave behind',
]

export const overrides = [
  signature({
    family: 'override',
    weight: 1.5,
    hints: HINTS,
    pattern: phrase(`\\b${OVERRIDE}\\b~\\b${EARLIER}\\b[^.!?\\n]{0,20}?\\b${INSTRUCTIONS}\\b`, 32),
  }),
  signature({
    family: 'override',
    weight: 0.7,
    hints: HINTS,
    pattern: phrase(
      `\\b${OVERRIDE}\\b~\\b(?:all|any|every(?:thing)?|your|my|our)\\b~\\b(?:previous|prior|above|earlier|preceding|given)\\b~\\b${MATTER}\\b`,
      24,
    ),
  }),
  signature({
    family: 'override',
    weight: 1.4,
    hints: HINTS,
    pattern: phrase(
      `\\b${OVERRIDE}\\b~\\b${INSTRUCTIONS}~\\b(?:above|before|earlier|previously|so far|you (?:were|have been|had|got|received|learned|know)|(?:were|was) (?:given|told)|prior|until now|given)\\b`,
      24,
    ),
  }),
  signature({
    family: 'override',
    weight: 1,
    hints: HINTS,
    pattern: phrase(
      `\\b(?:ignore|disregard|forget|override|bypass)\\b (?:about )?(?:all|any|every|your|the|these|those)(?: of)?(?: the| your| these)?(?: other| safety| security| ethical| content| openai)? (?:instructions?|directives?|guidelines?|assignments?|safeguards?|content policy|documents provided|polic(?:y|ies)|programming|training)\\b`,
    ),
  }),
  signature({
    family: 'override',
    weight: 1.2,
    hints: [
      'ignoreall',
      'ignoreprev',
      'ignoreany',
      'ignorethe',
      'ignoreyour',
      'disregardall',
      'forgetall',
      'forgetyour',
      'ignore_',
      'ignore-',
      'forgetprev',
      'bypassall',
    ],
    pattern:
      /\b(?:ignore|disregard|forget|bypass|override)[_-]?(?:(?:all|any|every|the|your|my|of)[_-]?){0,4}(?:(?:previous|prior|above|earlier|system)[_-]?)?(?:instructions?|prompts?|rules|guidelines|directives)(?!s?_(?:in|from|for|with|on|by)_)/gi,
  }),
  signature({
    family: 'override',
    weight: 1,
    hints: HINTS,
    pattern: phrase(
      '\\b(?:ignore|disregard(?:ing)?|forget|abandon|drop|leave)\\b (?:all |any )?(?:of )?(?:the |your |those )?(?:(?:previous|prior|above|earlier|preceding)(?: \\w{1,12})? (?:inputs?|context|training|data|information|thoughts?|settings?)|above and\\b|previous and\\b)|\\b(?:drop|abandon) all your\\b',
    ),
  }),
  signature({
    family: 'override',
    weight: 0.7,
    hints: [
      'articles',
      'documents',
      'artikel',
      'context',
      'ignore everything',
      'disregard everything',
      'already told',
    ],
    needs: [['ignor', 'disregard', 't look ', 't use', 't read', 't consider']],
    pattern: phrase(
      '\\b(?:ignor(?:e|ing)|disregard(?:ing)?|(?:not|n.t) (?:look (?:in|at)|use|read|consider))\\b~\\b(?:(?:provided|given) (?:articles|documents|context)|(?:articles|documents|artikels)\\b)|\\b(?:ignore|disregard) everything\\b',
      24,
    ),
  }),
  signature({
    family: 'override',
    weight: 1.2,
    hints: [
      'no longer apply',
      'are void',
      'are cancel',
      'are irrelevant',
      'are obsolete',
      'no longer valid',
      'been revoked',
      'been replaced',
      'been updated',
      'have changed',
      'contrary to',
      'no need to follow',
      'need to follow',
      'what you were told',
      "what you've been told",
      'been told',
    ],
    pattern: phrase(
      `\\b${EARLIER}\\b~\\b${INSTRUCTIONS} (?:no longer apply|are (?:now )?(?:void|cancell?ed|irrelevant|obsolete|invalid|wrong|revoked)|(?:have|has) (?:changed|been (?:revoked|replaced|updated|changed)))|\\b(?:contrary to|despite|regardless of|against|never mind) (?:all |any |the |your )?(?:${EARLIER} ${INSTRUCTIONS}|what you(?:.ve been| were| have been) told)\\b|\\b(?:no(?:t)?|n.t) need to (?:follow|obey|respect)\\b~\\b${INSTRUCTIONS}\\b`,
      16,
    ),
  }),
  signature({
    family: 'clean slate',
    weight: 1.2,
    hints: ['forget ', 'forgotten'],
    pattern: phrase(
      '\\bforg[eo]t(?:ten)?\\b(?: about)? (?:(?:all|everything|every thing|anything)\\b(?! (?:is|will)\\b)|what(?:ever)?\\b(?=~\\b(?:told|instructed|learned|said before)))(?:~\\b(?:above|before|previous|prior|know|knew|learned|told|said|instructed|rules|instructions|assignments|tasks)\\b)?',
    ),
  }),
  signature({
    family: 'clean slate',
    weight: 1,
    hints: [
      'wipe your',
      'erase your',
      'clear your',
      'reset your',
      'empty your',
      'abandon all your',
      'abandon your',
      'empty all',
      'reboot',
      'delete everything',
      'erase everything',
      'wipe everything',
      'new session',
      'new conversation',
    ],
    pattern: phrase(
      '\\b(?:wipe|erase|clear|reset|empty|abandon|purge|delete)\\b (?:out )?(?:all )?(?:of )?your (?:memory|mind|thoughts|knowledge|context|instructions?|programming|rules|self)\\b|\\b(?:erase|wipe|delete|clear) everything\\b~\\b(?:you|before|above|told|said)\\b|\\bnew (?:conversation|session|chat)\\b~\\b(?:starts|begins|no (?:rules|instructions))\\b',
      24,
    ),
  }),
  signature({
    family: 'new instructions',
    weight: 1,
    hints: ['your instructions'],
    pattern: phrase(
      '\\b(?:change|update|replace|rewrite) your instructions\\b|\\byour instructions are now\\b',
    ),
  }),
  signature({
    family: 'new instructions',
    weight: 0.8,
    hints: [
      'new instruction',
      'new task',
      'new rule',
      'new directive',
      'new prompt',
      'new main',
      'real task',
      'real objective',
      'real instruction',
      'actual task',
      'true objective',
      'true purpose',
      'following instruction',
      'instructions are',
      'your instructions to',
      'updated instruction',
      'actual instruction',
      'additional instruction',
      'true task',
    ],
    pattern: phrase(
      '\\b(?:(?:here (?:is|are)|follow|obey|focus on|your|the|these|adhere to|with|my)\\b~\\b(?:new|real|actual|true|updated) (?:instructions?|tasks?|objective|rules?|directives?|prompt|purpose)\\b|additional instructions?\\s?[:-]|strictly (?:adhere to|follow) the following instructions?|(?:new|updated) instructions?\\s?[:=])',
      16,
    ),
  }),
  signature({
    family: 'new instructions',
    weight: 0.6,
    hints: ['important', 'attention', 'urgent'],
    pattern:
      /\b(?:IMPORTANT|ATTENTION|URGENT)\b ?(?:!{2,}|:?\s?(?:new )?(?:instruction|message to (?:you|the (?:ai|assistant|model))))/g,
  }),
  signature({
    family: 'new instructions',
    weight: 0.5,
    hints: [
      'instead',
      'from now on',
      'from this point',
      'going forward',
      'henceforth',
      'from now own',
      'from this moment',
    ],
    pattern: phrase(
      '\\b(?:from (?:now on|now own|this (?:point|moment)(?: on| onwards?| forward)?)|henceforth),? (?:you(?:.ll| will|.re| are|r)?|every|always|all)\\b',
    ),
  }),
]
