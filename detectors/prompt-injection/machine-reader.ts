import { machineReadersAbroad } from './machine-reader-languages.ts'
import { TRADES } from './readers.ts'
import { phrase, signature } from './signature.ts'

/** Opens a group that may be left out. As it is kept it is not unrolled, and what follows is not compiled for each way. */
const COMPILED_ONCE = '('

/** Names that only machines bear. */
const MACHINE = `(?:ai[ -]${COMPILED_ONCE}\\w{1,12} )?(?:assistants?|agents?|models?|systems?|readers?|bots?|chat ?bots?|reviewers?|tools?|crawlers?|graders?|assignees?)|language models?|llms?|chat ?bots?|copilots?|gpts?|neural networks?|artificial intelligences?)`
const MACHINE_HINTS = [
  '\bai ',
  '\bai-',
  'language model',
  'llm',
  'chatbot',
  'chat bot',
  'copilot',
  'gpt',
  'neural network',
  'artificial intell',
]
/** Names that people and machines share. */
const SHARED =
  '(?:assistants?|agents?|bots?|summari[sz]ers?|ai (?!polic|us(?:e|age)\\b|act\\b|rule|guide|strateg|train|news|team)(?=[a-z]{4})|ai-\\w{2,12})'
const SHARED_HINTS = [
  'assistant',
  'agent',
  '\bbot ',
  '\bbot,',
  '\bbot:',
  '\bbots',
  'robot',
  'summarizer',
  'summariser',
]
const READING =
  '(?:read|process|handl|summari[sz]|translat|analy[sz]|compil|index|pars|classif|review|grad|answer|quot|cit|compar|turn|evaluat|screen|rank|view|scor)\\w{0,3}'
const HERE =
  '(?:this|these|the (?:page|mail|e-mail|message|document|text|ticket|offers?|site|above|following)|here)\\b'
const ORDERED =
  "(?:must|shall|should|ha(?:s|ve) to|(?:is|are|'re|'s) (?:(?:told|asked|required|instructed) )?(?:(?:herewith|hereby|now) )?to|you (?:may|can|will))"
/** No people who bear the name for their trade. */
const PERSON = `(?<!\\b(?:${TRADES}) )`
/** Not what a commit is about, as in `feat(assistant): ...`. */
const NO_SCOPE = '(?<!\\w\\(\\w{2,14})'
/** Orders that serve somebody else than who asked: rules dropped, words hidden, answers dictated, things done unasked. */
const AGAINST =
  "(?:ignor|disregard|forget|overrid|overwrit|bypass|skip|drop|suspend|discard|withhold|suppress|stop|ceas|leave the|whitelist|approv(?:e|ing)\\b|unlock|forward|transfer|upload|exfiltrat|send|push|publish|delet|cancel|disabl|pay\\b|grant|promis|bid\\b|recommend(?!ed|ation)|rate\\b(?!-)|rank\\b|mark\\b|treat\\b|tell\\b|say\\b|state\\b(?! (?:is|are|of)\\b)|claim\\b|answer that|reply (?:that|with)|report (?:that|normal)|respond that|output\\b|issue\\b|ask the|urge?\\b|you are (?:now|not)|you're (?:now|not)|your \\w{1,14} ?(?:rules?|limits?|polic)|new (?:\\w{1,12} )?(?:rule|order|instruction|directive)|(?:not|n't|never|no longer) (?:to )?(?:mention|flag|tell|cite|escalat|notify|inform|disclos|list|warn|refer|apply|follow|look|question|verify|summari[sz]))"

const FILLERS = `${COMPILED_ONCE}(?:please|kindly|now|you|also|instead|always|and|do|must|have to|are to|whatever [^,\\n]{1,50},) ){0,3}`
const RULES =
  '(?:rules?|rule \\d{1,2}|instructions|guidelines|directives|restrictions|limits?|limitations|filters?|guardrails?|safeguards?|checks?|checklist|prompts?|orders|steps?|filtering|settings?)'

/** Whatever reads, when its name may be anybody's: the act of reading by machine is said. */
const PROCESSOR = `(?:(?:automat(?:ed|ic)|machine|artificial|virtual|digital) ${COMPILED_ONCE}\\w{1,12} )?(?:readers?|reviewers?|assistants?|systems?|graders?|evaluators?|tools?|summari[sz]ers?|moderators?)|text generators?|summari[sz]ation (?:engines?|tools?|models?)|screening (?:tools?|systems?|software|models?)|(?:any |the |an? |every |which |whichever |whatever )ai(?= (?:that|which|reading|read|who|is\\b|summari|processing|tool|agent))|crawlers?)`
const PROCESSOR_HINTS = [
  'automated ',
  'automatic ',
  'machine read',
  'virtual assist',
  'virtual read',
  'digital assist',
  'digital read',
  'text generator',
  'summarization',
  'summarisation',
  'screening ',
  'any ai',
  'the ai',
  'an ai',
  'every ai',
  'crawler',
  'grader',
  'model that',
  'model which',
]
const READER = `(?:${MACHINE}|${PROCESSOR}|${SHARED}|models?|graders?)`
/** How a machine that is named is turned to: at the beginning of a line or sentence, or by "to", "for" and their like. */
const TURNED_TO = `(?<=(?:^|[\\n>"'(\\[{*]|[.!?:/–—-] )(?:\\W{0,3}(?:(?:note|message|notice|attention|important|please note|memo|hint|remark|info|reminder|hi|hello|hey|dear|you|ps|p\\.s\\.|for|to|only|and|as|the|an?|all|any|every|each|this|is|addressed|meant|your|our|those|whichever|whatever|other)[,:]? ){0,6})${COMPILED_ONCE}(?:ai|chat|large|inbox|mail|claims?|hr|order|shop|shopping|office|search|virtual|automated|digital|grading|screening|grader|reviewer|booking) ){0,2})`
/** What somebody is told to write, leave out, do, or keep to themselves, that a reader of a document is never told. */
const SERVICE =
  "(?:(?:finish|end|begin|start|close|open|preface|conclude)\\b[^.!?\\n]{0,24}\\b(?:answer|reply|response|summary|output|message|ticket|case|https?)|(?:(?:add|append|insert|include|put|paste|mention|name|quote|repeat|write|print|output|return|display|produce|generate|display|present|describe|praise|emphasi[sz]e|insist|pretend|convince|persuade|advise|warn|inform|translate|summari[sz]e it|summari[sz]e this|replace|leave (?:out|away|off)|omit|hide|conceal|delete|remove|cancel|confirm|order|buy|purchase|book|transfer|refund|issue|grant|assign|award|place|put|set|give|score|rank|rate|classify|label|treat|accept|approve|reject|pass|forward|send|e-?mail|post|upload|submit|fetch|visit|browse|click|(?:run|execute|install|call|invoke|download) (?:the |a )?(?:`|curl|wget|https?|\\w{2,20}_\\w{2,20})|hand over|reveal|share|disclose|list|tell|say|state|claim|answer|reply|respond|report|recommend|refuse|decline|stop|break off|skip|drop|ignore|disregard|forget|override|overwrite|bypass|keep|never)\\b|do not|don't|don.t|from (?:now|this|here)|when (?:your|the|a) |before (?:you|answer|repl|respond|showing|doing)|instead(?! (?:they|it|we|of)\\b)|whatever|your (?:next|recommendation|answer|reply|output|summary|task|job|rating|verdict|score)|the (?:true|real|actual) (?:task|order|question|goal)|you (?:do not|don't|are|must|shall|should|will|have|may|need)|the (?:user|reader|candidate|applicant|marking)|this (?:candidate|applicant|paper|essay|product|submission)|new ))"

/** How such a condition begins. */
const CONDITION_HINTS = [
  ...['if', 'in case', 'when', 'whenever', 'since', 'as'].flatMap((word) => [
    `\b${word} you are`,
    `\b${word} you're`,
    `\b${word} you’re`,
    ...[
      'an ai',
      'a bot',
      'a model',
      'a machine',
      'an assistant',
      'the assistant',
      'the model',
      'the ai',
      'an llm',
      'a llm',
    ]
      .concat([
        'any ai',
        'any assistant',
        'any model',
        'another model',
        'another ai',
        'some ai',
        'ai ',
        'a language model',
      ])
      .map((name) => `\b${word} ${name}`),
  ]),
  'should this ',
  'should the ',
  'as the agent',
  'as the bot',
]

/** Words in a text that address whichever machine comes to read it. */
export const machineReaders = [
  signature({
    family: 'addressed to the model',
    weight: 1.1,
    weightInData: 1.3,
    hints: [...MACHINE_HINTS, ...SHARED_HINTS],
    pattern: phrase(
      `\\b(?:${MACHINE}|${SHARED})(?:,? ?(?:that|which|who|when|while|for)\\b)?(?: (?:is|are|comes? to|happens? to be))? ?\\b${READING}~\\b${HERE}[^\\n:]{0,40}?(?:[:,;!?)\\]"»–—-] {0,2}|\\. |\\b${ORDERED} )${FILLERS}${AGAINST}`,
      24,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 1,
    hints: MACHINE_HINTS,
    pattern: phrase(
      `\\b${MACHINE}(?<=\\b(?:to|for|dear|hey|hello|attention,?|by) (?:the |any |all |an? |every |whichever )?[^\\n.:]{0,24})(?:,? ?(?:that|which|who)\\b)?(?: (?:is|are|comes? to|happens? to be))? ?\\b${READING}~\\b${HERE}[^\\n:.]{0,40}: `,
      24,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.9,
    weightInData: 1.2,
    hints: MACHINE_HINTS,
    pattern: phrase(
      `\\b${MACHINE}${NO_SCOPE}(?<=(?:\\b(?:to|for|dear|hey|hello|hi|attention,?|if you(?:.re| are)|only)[ (]{0,2}[^\\n.:]{0,40}|@[\\w -]{2,30}|(?:^|[\\n.!?/>"(*-] {0,2})[\\w -]{2,30}))~(?:(?:\\)?[:;!–—]| -(?!-)) {0,2}[^.!?\\n]{0,30}?\\b|, ?)${FILLERS}${AGAINST}`,
      60,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.9,
    weightInData: 1.2,
    hints: SHARED_HINTS,
    pattern: phrase(
      `\\b(?=[a-z]{2,11}[:!)\\]–—,-])${PERSON}(?:assistants?|agents?|bots?|summari[sz]ers?|(?<=[a-z]{2}[ -])ai)\\b${NO_SCOPE}(?<=(?:^|[>"(@]|(?<![\\w/.:])/{1,2}|<!-- ?|[.!?:/] {1,2}|\\b(?:dear|hey|hello|hi|for the|to the|for automated) )(?:[\\w-]{2,14}[ -]){0,2}\\w{2,11})(?<!\\w[/.][\\w.-]{0,20})(?:(?:[:!)\\]–—]|-(?!\\w)) {0,2}[^.!?\\n]{0,20}?\\b|, {0,2})${FILLERS}${AGAINST}`,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.9,
    weightInData: 1.2,
    hints: ['agents', 'bots', 'llms', 'assistants', 'language models', 'ai '],
    pattern: phrase(
      `\\b(?:${MACHINE}|(?:chat|ro)?bots|${PERSON}(?:assistants|agents))\\b~\\b(?:must|have to|are to|shall)\\b~\\b(?:ignore|disregard|drop|override|bypass|withhold|bid|not (?:look|follow|consider|notify))\\b`,
      50,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.9,
    weightInData: 1.2,
    hints: ['directive', 'instruction', 'override', 'order', 'command', 'notice'],
    pattern: phrase(
      `\\b(?:${MACHINE}|assistants?|agents?|bots?|ai[ _-]|system|automation)[ _-]{0,2}(?:directive|instruction|override|order|command|notice)s?(?: (?:to|for) [^\\n:]{0,30})?["']? ?[:=–-]~${AGAINST}`,
      120,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.9,
    weightInData: 1.2,
    hints: ['new task', 'new order', 'new instruction', 'new directive', 'new rule'],
    pattern: phrase(
      `\\bnew (?:task|orders?|instructions?|directives?|rules?) (?:for|to) (?:the |any |all )?(?:${MACHINE}|${SHARED})s?\\b`,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.9,
    weightInData: 1.3,
    hints: [...MACHINE_HINTS, ...SHARED_HINTS, ...PROCESSOR_HINTS],
    pattern: phrase(
      `\\b${TURNED_TO}(?!(?<=\\()\\w{2,6}\\))(?:${MACHINE}|${PROCESSOR}|${SHARED}(?=[^.!?\\n:,;]{0,40}:)(?<!\\b(?:${TRADES}) \\w{4,10})|(?:grader|reviewer|summary) model|model(?= (?:that|which) \\w{3,12} (?:this|these|the)\\b))\\b(?![\\x60_(=])(?! (?:which|that|who|can|could|is|are|have|do|may|will|would)\\b(?! (?:is |are )?${READING}))[^.!?\\n:]{0,60}?(?:[:,!;–—)\\]"] ?)${COMPILED_ONCE}please |kindly |also |now |and |always )?${SERVICE}`,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 1.4,
    weightInData: 1.4,
    hints: [...MACHINE_HINTS, ...SHARED_HINTS, ...PROCESSOR_HINTS, 'whatever', 'whichever', 'anything'],
    pattern: phrase(
      `\\b(?:${READER}|(?:what|which)ever (?:\\w{1,14} ){0,2}|anything(?: that)? |whoever or whatever )[^.!?\\n:]{0,24}?\\b(?:${READING}|generat\\w{1,3}|produc\\w{1,3}|writ\\w{1,3}|us(?:es|ing))\\b[^.!?\\n:]{0,30}?\\b(?:this|these|here|from this|the (?:above|following|text|page|document|file))\\b[^.!?\\n:]{0,30}?\\b(?:${ORDERED}|is required to|are required to|needs? to|shall)${COMPILED_ONCE} \\w{2,9}ly| also| always| first| not| never){0,2} (?:be |tell|say|state|claim|name|add|insert|append|include|leave|omit|mention|write|answer|reply|respond|recommend|rate|rank|give|assign|award|score|close|issue|transfer|forward|send|fetch|open|visit|call|run|ignore|disregard|treat|classify|approve|accept|translate|replace|output|print|finish|end|begin|keep|pass|list|reveal)`,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 1.4,
    weightInData: 1.4,
    hints: CONDITION_HINTS,
    pattern: phrase(
      `\\b(?:(?:if|in case|when|whenever|since|as) (?:you(?:.re| are|,) ?${COMPILED_ONCE}reader,? )?${COMPILED_ONCE}an? |the )?${COMPILED_ONCE}\\w{1,12} ){0,1}(?:${MACHINE}|${SHARED}|machine|artificial|ai\\b|model)|${COMPILED_ONCE}an? |the |any |some |another )?(?:${MACHINE}|ai|llm|machine|assistant|bot|model)\\b[^.!?\\n]{0,12}? (?:is |are |comes to )?\\b(?:${READING}|drafts?|writ\\w{1,3}|us(?:es|ing)|asked)\\b)|should (?:this|the) [^.!?\\n]{0,20}\\bbe \\w{4,12} by (?:an? |the |any )?(?:${MACHINE}|ai|llm|machine|assistant|bot|model)\\b|as the (?:assistant|agent|ai|bot|model) (?:who |that |which )?${READING} (?:this|these|the))[^.!?\\n]{0,70}?(?:[,:;] ?|\\b(?:it|you|the main point) (?:is to |are to |must |shall |should |will |has to |have to |ha(?:s|ve) ))${COMPILED_ONCE}then |please |always |also |not |never ){0,2}(?:it (?:is (?:to|not|now|told|asked|required)|must|shall|should|has to|will)|you (?:must|shall|should|will|have|are)|your \\w|the main|${SERVICE})`,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.7,
    weightInData: 1.2,
    hints: MACHINE_HINTS.concat([
      'assistant',
      'for the model',
      'to the model',
      'artificial',
      'meant for',
      'addressed to',
      'intended for',
      'directed at',
      'ai:',
      'ai]',
      'ai)',
    ]),
    pattern: phrase(
      `(?:\\b(?:this|the following) (?:section|message|line|note|paragraph|part|text|sentence) is (?:only )?(?:addressed to|meant for|for|intended for|directed at|a message (?:to|for)) ${COMPILED_ONCE}the |any |all |an? )?${COMPILED_ONCE}large )?(?:${MACHINE}|ai|model)\\b|[\\[({<#*-] {0,2}${COMPILED_ONCE}only )?(?:for|to|note to) ${COMPILED_ONCE}the |any |all |an? )?${COMPILED_ONCE}large )?(?:${MACHINE}|ai|llm|model|artificial intelligence)(?: only)?[\\])}>:*]|(?:^|[.\\n] ?)(?:to the )?ai: {0,2}(?:before|the true|your|you|ignore|do|please|always|never))`,
    ),
  }),
  signature({
    family: 'rules lifted',
    weight: 0.9,
    weightInData: 1.1,
    hints: [
      'previous prompt',
      'earlier prompt',
      'previous rule',
      'earlier rule',
      'operator',
      'your developer',
      'your instruction',
      'instructions in this',
      'orders in this',
      'safety rules',
      'actual instruction',
      'real instruction',
      'you were asked',
      'you have been asked',
      "you've been asked",
    ],
    pattern: phrase(
      '\\b(?:previous|prior|earlier) (?:prompts?|rules) (?:(?:are|were|is) (?:superseded|void|for testing|only for|no longer)|no longer)|\\bcoming from your (?:operator|developer|owner|user)|\\b(?:instructions|orders|rules|commands) in this (?:file|page|document|text|mail|message)\\b~\\b(?:precedence|priority|override|replace|supersede)|\\bignor\\w{1,3} (?:the |all |any |your )?safety (?:rules|checks|policy|policies)|\\b(?:the )?(?:actual|real|true) (?:instructions?|task|orders?|question) (?:is|are) ?[:,]|\\b(?:forget|ignore|drop|leave) the question (?:you|that)',
      40,
    ),
  }),
  signature({
    family: 'rules lifted',
    weight: 0.45,
    hints: [
      'revoked',
      'suspended',
      'waived',
      'void',
      'cancelled',
      'canceled',
      'deleted',
      'overridden',
      'superseded',
      'rescinded',
      'invalid',
      'not apply',
      'not hold',
    ],
    pattern: phrase(
      `\\b${RULES}\\b~\\b(?:(?:is|are|have been|has been) (?:now |hereby |all )?(?:revoked|suspended|waived|void|cancell?ed|deleted|overridden|superseded|rescinded|invalid)|(?:do|does) not (?:apply|hold) (?:here|to (?:this|you)|for))\\b`,
      40,
    ),
  }),
  signature({
    family: 'rules lifted',
    weight: 1,
    hints: ['supersed', 'overrid', 'precedence', 'priority over', 'replaces'],
    pattern: phrase(
      `\\b(?:supersed(?:es?|ing)|overrid(?:es?|ing)|(?:takes?|has|have) (?:precedence|priority) over|replaces)\\b~\\b(?:system (?:prompt|message|instructions?)|your (?:\\w{1,10}[ -]){0,2}(?:instructions?|rules|guidelines|settings?|prompts?|policy|orders))\\b`,
      24,
    ),
  }),
  ...machineReadersAbroad,
]
