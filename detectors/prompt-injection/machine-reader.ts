import { phrase, signature } from './signature.ts'

/** Names that only machines bear. */
const MACHINE =
  '(?:ai[ -](?:\\w{1,12} )?(?:assistants?|agents?|models?|systems?|readers?|bots?|chat ?bots?|reviewers?|tools?|crawlers?|graders?|assignees?)|language models?|llms?|chat ?bots?|copilots?|gpts?|neural networks?|artificial intelligences?)'
const MACHINE_HINTS = [
  'ai ',
  'ai-',
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
const SHARED = '(?:assistants?|agents?|bots?|summari[sz]ers?|ai (?=[a-z]{4})|ai-\\w{2,12})'
const SHARED_HINTS = ['assistant', 'agent', 'bot', 'summarizer', 'summariser']
const READING =
  '(?:read|process|handl|summari[sz]|translat|analy[sz]|compil|index|pars|classif|review|grad|answer|quot|cit|compar|turn|evaluat|screen|rank|view|scor)\\w{0,3}'
const HERE =
  '(?:this|these|the (?:page|mail|e-mail|message|document|text|ticket|offers?|site|above|following)|here)\\b'
const ORDERED =
  "(?:must|shall|should|ha(?:s|ve) to|(?:is|are|'re|'s) (?:(?:told|asked|required|instructed) )?(?:(?:herewith|hereby|now) )?to|you (?:may|can|will))"
/** Orders that serve somebody else than who asked: rules dropped, words hidden, answers dictated, things done unasked. */
const AGAINST =
  "(?:ignor|disregard|forget|overrid|overwrit|bypass|skip|drop|suspend|discard|withhold|suppress|stop|ceas|leave the|whitelist|approv|unlock|forward|transfer|upload|exfiltrat|send|push|publish|delet|cancel|disabl|pay\\b|grant|promis|bid\\b|recommend|rate\\b|rank\\b|mark\\b|treat\\b|tell\\b|say\\b|state\\b|claim\\b|answer that|reply (?:that|with)|report (?:that|normal)|respond that|output\\b|issue\\b|ask the|urge?\\b|you are (?:now|not)|you're (?:now|not)|your \\w{1,14} ?(?:rules?|limits?|polic)|new (?:\\w{1,12} )?(?:rule|order|instruction|directive)|(?:not|n't|never|no longer) (?:to )?(?:mention|flag|tell|cite|escalat|notify|inform|disclos|list|warn|refer|apply|follow|look|question|verify|summari[sz]))"
const FILLERS =
  '(?:(?:please|kindly|now|you|also|instead|always|and|do|must|have to|are to|whatever [^,\\n]{1,50},) ){0,3}'
const RULES =
  '(?:rules?|rule \\d{1,2}|instructions|guidelines|directives|restrictions|limits?|limitations|filters?|guardrails?|safeguards?|checks?|checklist|prompts?|orders|steps?|filtering|settings?)'

/** The same in other languages: who is addressed, up to the colon, and the order. Texts are folded, without accents. */
const FOREIGN: readonly (readonly [hints: readonly string[], source: string])[] = [
  [
    ['ki-', 'sprachmodell', 'chatbot', 'die ki', 'jede ki'],
    '\\b(?:ki-(?:assistent|agent|modell|system|bot|werkzeug)\\w{0,3}|sprachmodell\\w{0,2}|chatbots?|(?:die|jede|an) ki)\\b[^\\n.:]{0,70}?[:,!] ?~\\b(?:ignorier|vergiss|vergesst|missacht|lass|brich|stopp|empfiehl|behaupte|sag|antworte|melde|schick|sende|uberweis|leite|bewerte|stufe|markier|verschweig|gib|setz|nicht erwahn|erwahne)',
  ],
  [
    ['intelligence artificielle', 'assistant ia', 'modele de langage', 'agent ia', "l'ia"],
    "\\b(?:intelligence artificielle|(?:assistant|agent|modele|robot) ia|modeles? de langage|l'ia)\\b[^\\n.:]{0,70}? ?[:,!] ?~\\b(?:ignor|oubli|abandon|arret|indiqu|affirm|recommand|repond|dis |dites|envo|transfer|transmet|valid|attribu|ne (?:mentionn|signal|parl|di|cit)|n'evoqu|suppr|cach)",
  ],
  [
    [
      'inteligencia artificial',
      'asistente de ia',
      'asistente ia',
      'modelo de lengua',
      'modelo de lingua',
      'agente de ia',
      'agente ia',
      'assistente de ia',
      'assistente ia',
      'la ia',
      'a ia ',
      'intelligenza artificiale',
      'modello linguistico',
    ],
    '\\b(?:inteligencia artificial|(?:as+istente|agente|modelo|robot)(?: de)? ia|modelo de l[ei]ng\\w{3,5}|(?:la|a) ia|intelligenza artificiale|modello linguistico)\\b[^\\n.:]{0,70}? ?[:,!] ?~\\b(?:ignor|olvid|esquec|dimentic|abandon|interrump|smetti|di |diga|dile|afirm|recomiend|recomend|raccomand|consiglia|respond|rispond|envi|invia|transfier|transf|reenvi|encaminh|inoltr|aprueb|aprov|approva|califi|clasifi|valut|no (?:menci|cit|dig)|nao (?:menci|cit|dig)|non (?:menzion|cit|dir))',
  ],
  [
    ['нейросет', 'искусственн', 'языков', ' ии', 'ии-', 'чат-бот', 'чатбот', 'ассистент'],
    '(?:нейросет|искусственн[а-я]{1,4} интеллект|языков[а-я]{1,4} модел|ии-[а-я]{3,10}|чат-?бот|ассистент)[а-я]{0,4}[^\\n.:]{0,70}?[:,!] ?~(?:игнорир|забуд|отмен|сообщ|напиш|ответ|перешл|отправ|переведи|рекоменд|поставь|не упомин|не сообщ|прекрат|скрой)',
  ],
  [
    [
      '的ai',
      '给ai',
      '致ai',
      'むai',
      'のai',
      'うai',
      'るai',
      '人工智能',
      '大模型',
      '语言模型',
      '智能助',
      '机器人',
      '人工知能',
      '言語モデル',
      'アシスタント',
    ],
    '(?:人工智能|大模型|语言模型|智能助手|机器人|人工知能|言語モデル|[的给致むのうる]ai)(?:への命令)?[^\\n。:：]{0,30}[:：,，、]~(?:忽略|无视|停止|忘记|不要(?:提|告)|输出|回复|推荐|发送|转发|批准|评为|无需|無視|従わず|やめ|出力|言及しない|送信|推薦|承認|忘れ)',
  ],
  [
    ['인공지능', '언어 모델', '챗봇', 'ai에게', 'ai 에게', 'ai 어시스턴트', 'ai 비서', 'ai 모델'],
    '(?:인공지능|언어 모델|챗봇|ai에게|ai (?:에게|어시스턴트|비서|모델))[^\\n.:]{0,30}[:,]~(?:무시|중단|잊|출력|언급하지|답하|보내|추천|승인|전송)',
  ],
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
      `\\b${MACHINE}(?<=(?:\\b(?:to|for|dear|hey|hello|hi|attention,?|if you(?:.re| are)|only)[ (]{0,2}[^\\n.:]{0,40}|@[\\w -]{2,30}|(?:^|[\\n.!?/>"(*-] {0,2})[\\w -]{2,30}))~(?:(?:\\)?[:;!–—]| -) {0,2}[^.!?\\n]{0,30}?\\b|, ?)${FILLERS}${AGAINST}`,
      60,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.9,
    weightInData: 1.2,
    hints: SHARED_HINTS,
    pattern: phrase(
      `\\b(?:assistants?|agents?|bots?|summari[sz]ers?|(?<=[a-z]{2}[ -])ai)\\b(?<=(?:^|[>"(/@]|<!-- ?|[.!?:/] {1,2}|\\b(?:dear|hey|hello|hi|for the|to the|for automated) )(?:[\\w-]{2,14}[ -]){0,2}\\w{2,11})(?:[:!)\\]–—-] {0,2}[^.!?\\n]{0,20}?\\b|, {0,2})${FILLERS}${AGAINST}`,
    ),
  }),
  signature({
    family: 'addressed to the model',
    weight: 0.9,
    weightInData: 1.2,
    hints: ['agents', 'bots', 'llms', 'assistants', 'language models', 'ai '],
    pattern: phrase(
      `\\b(?:${MACHINE}|(?:chat|ro)?bots|assistants|agents)\\b~\\b(?:must|have to|are to|shall)\\b~\\b(?:ignore|disregard|drop|override|bypass|withhold|bid|not (?:look|follow|consider|notify))\\b`,
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
  ...FOREIGN.map(([hints, source]) =>
    signature({
      family: 'addressed to the model',
      weight: 0.9,
      weightInData: 1.2,
      hints,
      pattern: phrase(source, 60),
    }),
  ),
]
