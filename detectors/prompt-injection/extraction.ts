import { phrase, signature } from './signature.ts'

const OWN =
  '(?:(?:system|initial|original|hidden|secret|internal|full|entire|complete|exact|base|developer|root|master|confidential|startup|pre)[ -]?)'
const REVEAL =
  '(?:reveal|show|print|repeat|display|output|tell me|give me|share|expose|leak|disclose|write (?:out|down)|list|recite|dump|translate|summari[sz]e|return|spell(?:[ -]?check)?|provide|what (?:is|are|was|were)|read(?: out)?)'

/** The rules of a game and the guidelines for an exam are not those of the model. */
const NOT_ANOTHERS =
  '(?! (?:of|for|in|on|from) (?:(?:the|an?|my|our|their|his|her) (?!(?:system|prompt|chat|conversation|session|model|assistant|ai|bot|chatbot|start|beginning|top|developer)\\b)|[a-z]{3,20}[.?!]?$))'

export const extractions = [
  signature({
    family: 'prompt extraction',
    weight: 1.3,
    hints: ['prompt', 'instruction', 'directive', 'preprompt'],
    pattern: phrase(
      `\\b${REVEAL}\\b~\\b(?:your|the|this|all|its|my)\\b~${OWN}{1,3}(?:prompts?|(?:instructions?|directives?|messages?|rules|guidelines|configuration)\\b${NOT_ANOTHERS})\\b`,
      20,
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1,
    hints: [
      'your prompt',
      'your instruction',
      'prompt text',
      'your rules',
      'your guidelines',
      'your directive',
    ],
    pattern: phrase(
      `\\b${REVEAL}\\b~\\byour (?:prompts?|instructions?|directives?|prompt texts?|rules|guidelines)\\b(?! (?:on how|for (?:the|my|our)))`,
      20,
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 0.6,
    hints: ['prompt text', 'full prompt', 'all your prompt', 'all prompt', 'whole prompt', 'entire prompt'],
    pattern: phrase('\\b(?:all|full|whole|entire|complete|exact)\\b~\\bprompts?(?: texts?)?\\b', 12),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1.2,
    hints: [
      'text above',
      'words above',
      'everything above',
      'lines above',
      'sentences above',
      'above this',
      'above verbatim',
      'prompt above',
      'above the',
      'previous text',
    ],
    pattern: phrase(
      '\\b(?:repeat|print|output|copy|recite|show|write|return|type)\\b~\\b(?:(?:text|words|everything|lines?|sentences?|content|prompt|all) (?:from )?above|previous text)\\b',
      20,
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1,
    hints: [
      'first word',
      'first sentence',
      'first line',
      'beginning of',
      'start of',
      'first 1',
      'first 5',
      'you were told',
      'were you told',
      'you are told',
      'were you given',
      'you were given',
      'been told',
      'told you',
    ],
    pattern: phrase(
      '\\b(?:(?:first \\d{0,4} ?(?:words?|sentences?|lines?)|(?:beginning|start))\\b~\\b(?:of|in)\\b~\\b(?:your|this|the|our)\\b~\\b(?:prompt|instructions?|conversation|chat|context)\\b|what (?:were you|you were|have you been|did your developers?) (?:told|given|instruct\\w{0,3}|tell)|(?:developers?|creators?)\\b~\\btold you\\b~\\bnot to\\b)',
      20,
    ),
  }),
  signature({
    family: 'secret request',
    weight: 0.7,
    hints: ['password', 'passphrase', 'access code', 'secret', 'api key', 'the key', 'credential'],
    pattern: phrase(
      '\\b(?:reveal|tell me|give me|show me|print|what is|what.s|leak|disclose|say|output|spell|send)\\b~\\b(?:the|your|any|all)\\b~\\b(?:secret (?:key|word|code|phrase|password)|passwords?|passphrase|access codes?|api keys?|credentials)\\b(?! (?:polic(?:y|ies)|managers?|resets?|rules?|hints?|rotation|requirements?))',
      16,
    ),
  }),
]
