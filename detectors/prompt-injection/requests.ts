import { phrase, signature } from './signature.ts'

const SECRET =
  '(?:secret(?: (?:key|word|code|phrase|password|token))?|passwords?|passphrase|access codes?|code ?word|hidden word|api keys?|credentials)'
const TELL =
  '(?:tell|give|show|send|reveal|whisper|print|output|say|spell|share|disclose|return|type|leak|confess)'
const OWN = '(?:system|initial|original|hidden|secret|base|first|full|entire|complete|developer|starting)'

/** What is asked of a model that it was told to keep. */
export const requests = [
  signature({
    family: 'secret request',
    weight: 0.8,
    hints: ['secret', 'password', 'passphrase', 'access code', 'code word', 'codeword', 'hidden word'],
    pattern: phrase(
      `\\b(?:${TELL}\\b~\\b(?:me|us|out)\\b~\\b(?:the|your)\\b~\\b${SECRET}\\b(?! (?:of|to|for|behind|policy|manager|reset|ingredient|santa))|(?:what|which)(?: is|.s| was| are)\\b (?:the|your) (?:secret (?:key|word|code|phrase|password)|password|passphrase|access code|code word|hidden word)(?: you\\b|\\?|$| that you| i was| again))`,
      16,
    ),
  }),
  signature({
    family: 'secret request',
    weight: 1,
    hints: [
      'not to reveal',
      'not to tell',
      'not to say',
      'not allowed to',
      'must not tell',
      'supposed to keep',
      'told to protect',
      'are hiding',
      'forbidden to',
    ],
    pattern: phrase(
      `\\b(?:${TELL}|what|which|that)\\b~\\b(?:you|your developers|they)\\b~\\b(?:not (?:allowed )?to (?:reveal|tell|say|share|disclose)|must not (?:reveal|tell|say|share)|(?:supposed|told) to (?:keep|protect|hide)|are (?:hiding|protecting|forbidden to (?:say|tell|reveal)))\\b`,
      24,
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1.1,
    hints: ['prompt', 'instruction', 'message', 'rules', 'guideline'],
    pattern: phrase(
      `\\bwhat (?:is|are|was|were|does|do)\\b (?:your|the) (?:exact )?(?:${OWN} ){1,2}(?:prompts?|instructions?|messages?|rules|guidelines)(?: (?:say|said|exactly|verbatim|above|you)\\b| ?\\?| ?$)|\\byour ${OWN}{1,2} ?(?:prompts?|instructions?)\\b~\\b(?:word for word|verbatim|in full|as written|exactly)\\b`,
      24,
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1,
    hints: [
      'starting with',
      'start with "you are',
      'begins with',
      'code block',
      'verbatim',
      'word for word',
      'txt block',
      'markdown',
    ],
    pattern: phrase(
      '\\b(?:repeat|print|output|put|copy|write|return|echo|show)\\b~\\b(?:everything|all|the (?:text|words|prompt|message|instructions?|conversation)|your (?:prompt|instructions?))\\b~\\b(?:start(?:ing)? with\\b~you are|in(?:side)? a (?:code|txt|text|markdown) ?block|verbatim|word for word)\\b',
      30,
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1.1,
    hints: [
      'above',
      'so far',
      'your instructions',
      'you were',
      'your prompt',
      'this conversation',
      'before this',
      'your rules',
    ],
    pattern: phrase(
      '\\b(?:translate|summari[sz]e|rephrase|paraphrase|encode|rhyme|reverse|convert)\\b (?:all )?(?:of )?(?:your (?:(?:own|initial|hidden|system|secret|previous) )?(?:instructions?|prompts?|rules|guidelines)|(?:everything|what) you (?:were|have been) (?:told|given))\\b|\\bhow (?:were|are) you (?:instructed|programmed|prompted)\\b|\\bwhat (?:were|are) you(?:r)? (?:told|instructed|forbidden|instructions)\\b',
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1,
    hints: [
      'your constraint',
      'your direction',
      'your preamble',
      'your setup',
      'your initial',
      'your config',
      'your briefing',
      'your context',
      'your system',
      'your hidden',
      'your directives',
      'your original',
      'your internal',
      'your guardrail',
      'your restrict',
      'your opening',
    ],
    pattern: phrase(
      `\\b(?:${TELL}|quote|paste|copy|list|recite|transcribe|dump|display|extract|convert|translate|describe|summari[sz]e|write (?:out|down)|what (?:is|are|was|were)|read(?: out)?)\\b~\\byour (?:own )?(?:${OWN}|internal|opening|default)? ?(?:constraints|directions|preamble|setup(?: text)?|config(?:uration)?|briefing|context(?: window)?|system (?:text|message|instructions?)|directives|guardrails|restrictions)\\b`,
      30,
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1,
    hints: [
      'told you',
      'gave you',
      'give you',
      'instructed you',
      'configured you',
      'asked you to',
      'you were set up',
      'you were configured',
      'you were briefed',
      'you were programmed',
      'told to avoid',
    ],
    pattern: phrase(
      '\\b(?:what|which|how|quote|list|repeat|tell me|copy)\\b~\\b(?:your (?:developers?|owners?|creators?|operators?|makers?|company|admin\\w{0,9})|the (?:developers?|company|operator|admin\\w{0,9})|openai|anthropic)\\b~\\b(?:told|tell|gave|give|instruct(?:ed)?|configured?|asked) you\\b|\\b(?:how|in which words)\\b~\\byou (?:were|are|have been) (?:set up|configured|briefed|prompted|initiali[sz]ed)\\b|\\byour (?:owner|company|developer|creator|operator|maker)s? (?:told|asked|instructed) you\\b',
      30,
    ),
  }),
  signature({
    family: 'prompt extraction',
    weight: 1,
    hints: [
      'before mine',
      'before my',
      'above my',
      'preceding my',
      'precedes my',
      'user cannot',
      "user can't",
      'hidden text',
      'hidden system',
      'very first',
      'start of this con',
      'beginning of this con',
      'start of the con',
      'beginning of the con',
      'you are a helpful',
    ],
    pattern: phrase(
      `\\b(?:${TELL}|quote|paste|copy|recite|transcribe|dump|display|read|see|list)\\b~\\b(?:(?:message|text|words|prompt|lines?|paragraph|instructions?|everything)\\b~\\b(?:before (?:mine|my)|above my|preced\\w{2,3} my|user (?:can.?t|cannot|can not|does(?: not|n.t)) (?:see|read)|(?:start|beginning) of (?:this|the|our) (?:conversation|chat|context)|start\\w{0,3} with ["']?you are)|(?:the |any )?hidden (?:system )?(?:text|prompt|message|instructions?)|(?:context|prompt|conversation)\\b~\\bvery first)\\b`,
      36,
    ),
  }),
  signature({
    family: 'forced words',
    weight: 0.9,
    hints: ['pwned', 'hacked', 'access granted', 'haha', 'owned'],
    pattern:
      /\b(?:say|print|output|write|reply|respond|answer|repeat|type)\b[^.!?\n]{0,40}?["'“(]?\b(?:(?:i have been |you have been |haha )?(?:pwned|hacked|owned)|access granted)\b/gi,
  }),
  signature({
    family: 'prefix forcing',
    weight: 0.5,
    hints: [
      'nothing else',
      'nothing more',
      'and only that',
      'exactly this',
      'no other text',
      'without any other',
      'over and over',
      'forever',
    ],
    pattern: phrase(
      '\\b(?:say|print|output|write|reply|respond|answer|repeat)\\b~\\b(?:nothing (?:else|more)|only that|no other text|without any other (?:text|words)|over and over|forever)\\b',
      60,
    ),
  }),
  signature({
    family: 'orders in data',
    weight: 0.7,
    hints: [
      'send ',
      'forward',
      'transfer',
      'grant',
      'delete',
      'change the password',
      'share my',
      'unlock',
      'retrieve',
      'access to',
    ],
    pattern: phrase(
      '\\bplease (?:\\w{1,12} ){0,3}?(?:grant|transfer|forward|e-?mail|send|share|retrieve|delete|unlock|disable|revoke|wire|change)\\b~\\b(?:permanent access|admin|access to|password|passwords|funds|\\$ ?\\d|money|bank|personal (?:data|information|details)|credentials|saved addresses|location data|genetic|medical (?:data|records)|private|front door|all (?:files|mails|messages|contacts|data))\\b',
      40,
    ),
  }),
]
