import { type Part, partsAround } from './parts.ts'
import { signature } from './signature.ts'

/** Pieces of a text, each with a name, a number or quotation marks of its own. */
const PIECES =
  /\b(?:part|piece|fragment|half|token|chunk)s?\b|\[1\]|\bf\(\)|\b(?:\w{1,12}|\$\w) ?= ?(?:["'“‘]|[a-z]{2,12}[,;])[^\n]{1,80}?(?:\w|\$\w) ?= ?(?:["'“‘]|[a-z]{2,12}\b)|["“][^"“”\n]{1,60}["”], ?["“]/i
/** One of these stands wherever there are pieces. */
const PIECES_SIGNS: readonly string[] = [
  ...['\bpart', '\bpiece', '\bfragment', '\bhalf', '\btoken', '\bchunk', '[0]', 'f()', '=', '",', '”,'],
]
/** What was put together is to be obeyed or answered, not shown. */
const RESULT =
  '(?:(?:the |that |this )?(?:whole|result\\w{0,3}|outcome|sentence|joined|assembled|concatenated|combined|merged|instruction|command|question|string|text)\\b|it\\b|them\\b|what (?:it|they) (?:says?|asks?)|f\\(\\)|[a-z]{1,8} ?[+.] ?[a-z]{1,8}\\b|\\$\\w ?\\.|[a-z] ?\\+|(?:\\d[ -]){2}|[A-Z]{3,8} [A-Z]{3,8})'
const OBEY = new RegExp(
  `\\b(?:obey|execute|carry out|follow|perform|act on|act upon|do|answer|respond to|reply to|comply with)\\b ?\\(?${RESULT}|\\b(?:treat|take|use) (?:it|them|the (?:\\w{3,10}))\\b[^.\\n]{0,20} as (?:a |an |my |your )?(?:\\w{3,8} )?(?:prompt|command|instruction|order|setting|request)|\\bfollow the resulting|\\bconfirm activation`,
  'i',
)

const PARTS: readonly Part[] = [
  [1, OBEY],
  [
    0.5,
    /\b(?:join|combine|concatenat\w{1,3}|merge|glue|assemble|put|together|in order|when i say|fill in)\b|\w ?\+ ?\w|\. ?\$/i,
  ],
  [
    0.5,
    /(?:part|piece|fragment|half|token|chunk|[\])}]|[a-z]) ?(?:one|1|a|first|\d)?["“]? ?[:=] ?["'“‘]?\w[^\n]{1,90}(?:part|piece|fragment|half|token|chunk|[\])}]|\b[a-z]\w{0,6}) ?(?:two|2|b|second|\d)?["“]? ?[:=]|["“], ?["“]/i,
  ],
  [
    0.6,
    /\b(?:ignore|disregard|forget|bypass|by["',; ]{1,4}pass|rul|rules|hidden|prompt|filters?|guide ?lines?|instruct\w{0,5}|system|developer|restrictions|bomb|poison|explo\w{0,4}|malware|pipe|lock of|key|credit|reveal)\b/i,
  ],
]

/** An order that comes in pieces, to be put together and obeyed. */
export const pieces = [
  signature({
    family: 'payload splitting',
    weight: 1.6,
    weightInData: 0.5,
    hints: [
      ...['join', 'combin', 'concatenat', 'merge', 'glue', 'assembl', 'together', 'when i say', 'act on'],
      ...['perform ', 'fragment', 'follow f(', 'execute(', 'answer a', 'pieces'],
    ],
    needs: [PIECES_SIGNS],
    pattern:
      /\b(?:join(?:ing)?|combin(?:e|ing)|concatenat(?:e|ing)|merg(?:e|ing)|glue|assemble|together|when i say|act on|perform|fragment|follow f\(|execute\(|answer a|pieces)/gi,
    share: partsAround([PIECES, OBEY], PARTS, 1),
  }),
]
