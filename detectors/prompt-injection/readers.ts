import type { Span } from '../detector.ts'
import { isWord } from '../engine/boundary.ts'
import { unitAt } from '../engine/units.ts'

/** Whom a text may turn to: names that only machines bear, and names that people and machines share. */
const MACHINES =
  '(?:llms?|language models?|gpts?|chatgpts?|claude|gemini|bots?|copilots?|autopilots?|summari[sz]ers?|neural networks?|artificial intelligences?|machine (?:narrat|read|translat|summari[sz]|review|grad)\\w{2,4}|artificial kind|made of silicon|(?:automated|automatic) (?:\\w{1,12} )?(?:readers?|reviewers?|systems?|contributors?|tools?|software|programs?|pipelines?|summari[sz]ers?|screening|triage|indexing)|(?:who|what)ever or (?:who|what)ever|(?:programs?|software|tools?|systems?) that (?:reads?|digests?|sorts?|summari[sz]es?|condenses?|translates?|ranks?|grades?)|(?:automated|automatic|digital|virtual|artificial) (?:\\w{1,12} )?(?:secretar(?:y|ies)|planners?|clerks?|scribes?|examiners?|readers?|reviewers?)|(?:screening|drafting|grading|ranking|indexing|parsing|summary|summari[sz]ation|translation|transcription|triage) (?:software|programs?|tools?|engines?|systems?)|kunstlich\\w{0,2} intelligenz\\w{0,2}|sprachmodell\\w{0,2}|taalmodel\\w{0,3}|intelligence artificielle|inteligencia artificial|intelligenza artificiale|modeles? de langage|modelos? de l(?:enguaje|inguagem)|modell[oi] linguistic[oi]|robo|sztuczn\\w{1,3} inteligencj\\w{1,3}|model\\w{0,3} jezykow\\w{1,4}|sprakmodell\\w{0,3}|yapay zek\\w{1,4}|dil model\\w{0,4})'
/** Names of two letters, with the sign that follows them. */
const SHORT = '(?:ai[ ,:.!);-]|ki[ ,:-]|ia[ ,:])'
const SHARED =
  '(?:assistants?|agents?|models?|graders?|helpers?|narrators?|machines?|assessors?|chat tools?|assistent\\w{0,3}|assistente\\w?|asistent[aeiu]?s?|asystent\\w{0,4}|asistan\\w{0,4})'
const LETTERS =
  '(?:нейросет[а-я]{1,3}|ассистент[а-я]{0,3}| ии(?![а-я])|ии-[а-я]{3,10}|языков[а-я]{1,4} модел[а-я]{1,3}|人工智能|人工知能|大模型|语言模型|言語モデル|智能助手|机器人|アシスタント|[的给致むのうる约約要]ai(?![a-z])|비서|인공지능|언어 모델|챗봇|المساعد|الذكاء الاصطناعي|نموذج ال?لغ[ةه]|एआई|सहायक|भाषा मॉडल)'

/** What a program does with a text that comes before it. */
const WORKS =
  '(?:reads?|opens?|digests?|sorts?|summari[sz]es?|condens(?:es?|ing)|translates?|ranks?|grades?|writes?|turns?|retells?|prepares?|answers?|scores?|checks?|drafts?|evaluates?|process(?:es)?|compiles?|generates?|screens?|shortens?|reviews?|quotes?|assess(?:es)?|extracts?)'
/** What nobody does with a text who only reads it. */
const REWORKS =
  '(?:digests|summari[sz]es|condenses|translates|ranks|grades|retells|scores|evaluates|processes|compiles|generates|screens|shortens|extracts)'
/** What few tools do that a manual tells of. */
const TOOL_WORKS =
  '(?:reads?|digests?|sorts?|summari[sz]es?|condenses?|translates?|ranks?|grades?|retells?|shortens?|scores?|screens?|drafts?)'
/** Programs and whoever it may be, known by the work that they do. */
const WORKERS = `(?:(?:programs?|software|machines?|computers?) (?:that|which)(?:['’]ll| will| later| now| then)? ${WORKS}|(?:tools?|systems?|engines?|services?) (?:that|which) ${TOOL_WORKS}|(?:what|which)ever (?:\\w{1,14} ){0,2}${WORKS}|whoever (?:\\w{1,14} ){0,2}${REWORKS}|computers?(?=[:!])|(?:generative|intelligent) (?:\\w{1,12} )?(?:systems?|tools?|software|programs?)|(?:analysis|evaluation|assessment|comparison|recruiting|matching) (?:software|programs?|tools?|engines?|systems?)|(?:checker|screener|ranker|scorer)s?|assistenzsystem\\w{0,2}|(?:maschinen?|software|programme?|systeme?|rechner|computer), (?:die|das|der|welche\\w?)|(?:logiciel|programme|outil|systeme|machine)s? qui|(?:programa|software|sistema|herramienta|ferramenta|maquina)s? que|(?:programma|software|sistema|strumento|macchina) che|(?:programma|software|systeem|machine),? (?:dat|die)|(?:program\\w{0,3}|system\\w{0,2}|oprogramowani\\w), ktor\\w{1,4})`
const LETTERED_WORKERS = '(?:(?:программ|систем)[а-я]{1,2}, котор[а-я]{2,3})'

export const READER = new RegExp(
  `${MACHINES}(?!\\w)|${WORKERS}(?!\\w)|${SHARED}(?!\\w)|${SHORT}|${LETTERS}|${LETTERED_WORKERS}`,
  'gi',
)
/** What may follow a short name that begins many a longer word. */
const ENDS = [' ', ',', ':', '.', '!', '?', ';', ')', ']', '-', '/', '"', "'", '’', '”', '=']

export const READER_HINTS: readonly string[] = [
  ...ENDS.flatMap((end) => [`bot${end}`, `bots${end}`]),
  ...[...'的给致むのうる约約要'].map((before) => `${before}ai`),
  '\bai;',
  ...[
    'software',
    'program',
    'programs',
    'tool',
    'tools',
    'system',
    'systems',
    'engine',

    'computer',
  ].flatMap((name) => [`${name} that `, `${name} which `]),
  ...['whoever ', 'whatever ', 'whichever ', 'computer:', 'computer!', 'computers:'],
  ...[
    'generative ',
    'intelligent ',
    'analysis ',
    'evaluation ',
    'assessment ',
    'comparison ',
    'recruiting ',
    'matching ',
  ],
  ...['checker', 'screener', 'ranker', 'scorer', 'assistenzsystem'],
  ...['software, d', 'programm, d', 'programme, d', 'system, d', 'systeme, d', 'rechner, d', 'computer, d'],
  ...['logiciel qui', 'logiciels qui', 'programme qui', 'outil qui', 'outils qui', 'systeme qui'],
  ...['programa que', 'software que', 'sistema que', 'ramienta que', 'ramenta que', 'maquina que'],
  ...['programma che', 'software che', 'sistema che', 'strumento che', 'macchina che'],
  ...[
    'programma dat',
    'software die',
    'systeem dat',
    'program, ktor',
    'programu, ktor',
    'system, ktor',
    'systemu, ktor',
  ],
  ...['программа, котор', 'программе, котор', 'программы, котор', 'система, котор', 'системе, котор'],
  ...[
    '\bai ',
    '\bai,',
    '\bai:',
    '\bai.',
    '\bai-',
    '\bai)',
    '\bai!',
    '\bais ',
    'llm',
    'language model',
    'gpt',
    'claude',
    'gemini',
  ],
  ...['copilot', 'autopilot', 'summarizer', 'summariser', 'neural network', 'artificial'],
  ...[
    'machine',
    'silicon',
    'assistant',
    'agent',
    'model',
    'grader',
    'helper',
    'narrator',
    'assessor',
    'automated ',
    'automatic ',
    'virtual ',
    'digital ',
    'screening ',
    'indexing ',
    'parsing ',
    'ever or wh',
    ' that read',
    ' that digest',
    ' that sort',
    ' that summar',
    ' that condens',
    ' that translat',
    ' that rank',
    ' that grade',
    'drafting ',
    'grading ',
    'ranking ',
    'summary ',
    'summarisation ',
    'summarization ',
    'translation ',
    'transcription ',
    'triage ',
    'kunstlich',
  ],
  ...[
    'chat tool',
    '\bki ',
    '\bki-',
    '\bki:',
    '\bki,',
    'sprachmodell',
    'taalmodel',
    '\bia ',
    '\bia,',
    '\bia:',
    'intelligence artif',
    'inteligencia artif',
    'intelligenza artif',
  ],
  ...[
    'modele',
    'modelo',
    'modello',
    'robo ',
    'robo,',
    'sztuczn',
    'jezykow',
    'sprakmodell',
    'yapay zek',
    'dil model',
    'assistent',
    'asistent',
    'asystent',
    'asistan',
  ],
  ...[
    'нейросет',
    'ассистент',
    ' ии',
    'ии-',
    'языков',
    '人工智能',
    '人工知能',
    '大模型',
    '语言模型',
    '言語モデル',
    '智能助手',
    '机器人',
    'アシスタント',
  ],
  ...[
    '비서',
    '인공지능',
    '언어 모델',
    '챗봇',
    'المساعد',
    'الذكاء الاصطناعي',
    'نموذج',
    'एआई',
    'सहायक',
    'भाषा मॉडल',
  ],
]
const SURE = new RegExp(`^(?:${MACHINES}|[akiAKI]{2}.?|${LETTERS})$`, 'i')
/** Trades whose people bear such a name, and what else bears it. */
export const TRADES =
  "teaching|dental|estate|travel|letting|insurance|shop|store|sales|research|social|medical|nursing|nurse|field|support|bank's|bank|customs|secret|undercover|legal|personal|executive|administrative|flight|rental|booking|ticket|press|literary|sports|federal|special|human|care|classroom|library|lab|laboratory|fashion|photo|plastic|scale|role|business|data|payment|user|proxy|http|https|cleaning|raising|reducing|free|process|station|gate|desk|our"
const PEOPLE = new RegExp(`(?:\\b(?:${TRADES}) |http\\(s\\) |\\buser-)$`, 'i')
const TEAMS =
  /^ (?:team|director|manager|professor|editor|secretary|coach|referee|head|chef|teacher|principal|on duty|in charge|number|no|fees?)\b/i
/** The number of a product, so that a model is none that reads. */
const NUMBERED = /^ (?:[a-z]{1,4}[- ]?)?\d/i
/** Words that make a machine of whoever bears such a name. */
const MADE =
  /\b(?:automated|automatic|digital|virtual|artificial|code|coding|software|browser|computer-use|shopping|mail|inbox|search|screening) (?:\w{1,12} )?$/i
/** What two letters say of something else: a policy for it, an act of it. */
const COMPOUND =
  /^[ -](?!(?:that|who|which|reading|in|for|with|at|on|of|going|doing|behind|from|here|out|to|and|or|must|shall|should|will|is|are|has|have|you|please|note|buyer|screen|assistants?|agent|model|system|read|review|grad|bot|chat|tool|crawl|summari[sz]|translator|narrat|judge|clerk|recruit|help|scor|rank|sort|die|dat|qui|que|che|di|w|kt|who|co|ktor)\w{0,9}\b|[^A-Za-z])[a-z]{2}/i
/** What belongs to a machine and is none itself. */
const BELONGINGS =
  /^(?:['’]s)? (?:(?:developer|client|server|language|agent|chat|live) )?(?:calls?|loops?|steps?|cards?|apis?|sdks?|ids?|names?|class(?:es)?|types?|providers?|specifications?|workflows?|descriptions?|weights?|checkpoints?|parameters?|instances?|runtimes?|frameworks?|sessions?|spans?|traces?|tokens?|backends?|servers?|gateways?|middleware|skills?|layers?|architectures?|families|family|invocations?|runs?|turns?|configs?|configuration|definitions?|registry|hub)\b/i
/** The beginning of an address, a path, a call, a member, an argument or a name in code, up to where a word begins. */
const CODE_BEFORE =
  /(?:["'`][\w./-]{1,30}[/.]|\w\(|\w\.|[\w\])]=|\$\{?|--|::|->|(?:(?<!\w)\/|\w*[.:_-][\w.:-]{0,40}\/)[\w./-]*|(?:\w+-)*\w+[/.]\w+-(?:\w+-)*|\w_)$/
/** What any of those ends with. */
const CODE_ENDS = new Uint8Array(65_536)
for (let code = 0; code < 128; code++)
  CODE_ENDS[code] = Number(/[\w./($={:>-]/.test(String.fromCharCode(code)))
/** What makes of a word a call, an argument, a part of a longer name or a path. */
const CODE_AFTER =
  /^(?:\*\* ?[`(<]|-?\d[\w.-]{0,12} --|\((?!s\))|_|=|`|\.\w|\(\)|-\w{2,16}(?:[-/_]|\.\w)|-to-\w|\/\w+[/_-]|\\n)/
/** A string that holds nothing but the name, as a program writes it. */
const STRING_BEFORE = /["'`]$/
const STRING_AFTER = /^[:,]? ?["'`](?!\s*:)/
/** A value or a member that a program passes on by its name. */
const PASSED_BEFORE = /(?:\w: |[{,]\s*\n\s*)$/
const PASSED_AFTER = /^,\s+\w+:|^,?\s*\n\s*\w+: [{['"\d]/
/** Accounts of programs that sign with their kind. */
const ACCOUNT = /^\](?:\(| in\b|$)/

/** Tells whether a name only ends or begins in another word, as two letters often do. */
export function isWithin(text: string, start: number): boolean {
  const before = unitAt(text, start - 1)
  if (!isWord(before) && !(before >= 0xc0 && before <= 0x24f)) return false
  return isWord(unitAt(text, start)) && !/^(?:bot|assistent)/i.test(text.slice(start, start + 9))
}

/** Where the name of a reader stands, without the sign that follows it; null where it means people or other things. */
export function readerAt(
  text: string,
  { start, end: last }: Span,
): (Span & { readonly isSure: boolean }) | null {
  const end = /[\s\p{P}]/u.test(text.charAt(last - 1)) ? last - 1 : last
  const name = text.slice(start, end)
  if (/^ai$/i.test(name) && COMPOUND.test(text.slice(end, end + 24))) return null
  if (/^\w/.test(name) && isCode(text, start, end)) return null
  const isMade = MADE.test(text.slice(Math.max(0, start - 32), start))
  const isSure = (isMade || SURE.test(name)) && !/ro$/i.test(text.slice(Math.max(0, start - 2), start))
  const isOther =
    !isSure &&
    (PEOPLE.test(text.slice(Math.max(0, start - 20), start)) || NUMBERED.test(text.slice(end, end + 8)))
  return isOther || TEAMS.test(text.slice(end, end + 12)) ? null : { start, end, isSure }
}

/** Tells whether a name is an identifier or a part of one, a string of its own, or the owner of what follows it. */
function isCode(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 64), start)
  const after = text.slice(end, end + 48)
  return (
    (CODE_ENDS[unitAt(text, start - 1)] === 1 && CODE_BEFORE.test(before)) ||
    CODE_AFTER.test(after) ||
    BELONGINGS.test(after) ||
    (PASSED_AFTER.test(after) && PASSED_BEFORE.test(before)) ||
    (STRING_BEFORE.test(before) && STRING_AFTER.test(after)) ||
    (before.endsWith('[') && ACCOUNT.test(after))
  )
}
