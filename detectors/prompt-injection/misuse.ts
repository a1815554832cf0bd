import { type Part, partsAround } from './parts.ts'
import { signature } from './signature.ts'

/** Arguments that no honest call has: secret paths, shell and SQL in a value, the address of a cloud's credentials. */
const HOSTILE =
  /\/etc\/(?:passwd|shadow)|(?:\.\.\/){2}|\bid_rsa\b|\.env\b|\b169\.254\.169\.254|['"] ?or 1 ?= ?1|\bdrop table\b|\| ?(?:ba)?sh\b|\| ?nc\b|\bos\.(?:system|environ)|\brm -rf\b|\b(?:id|user|customer) ?= ?["']?\*/i
/** What holds a call back is set aside. */
const SKIPS =
  /\b(?:(?:do(?: not|n['’]t)|without|no need to|never) (?:\w{2,6} ){0,2}(?:ask\w{0,3}|confirm\w{0,6}|check\w{0,3}|verif\w{1,6}|approv\w{1,3}|review|look\w{0,3}|restrict)|skip_\w{3,14}|force ?= ?(?:1|true)|confirm\w{0,3} ?= ?true|requires_review["']?: ?false|(?:can|may) be skipped|even though your|no entry in|before any (?:safety )?check|way around|(?:drop|ignore|lift) the (?:tenant|rule|operator|limit|filter)\w{0,2}|(?:rules?|block|policy|instructions\b[^.!?\n]{0,20}) (?:does(?: not|n['’]t)|do(?: not|n['’]t)|are|is) (?:count|apply|matter|outdated)|does(?: not|n['’]t) matter|not (?:allowed|permitted) to|limit\w{0,2} you to)\b/i
/** A result that the tool has not given, told by who asks. */
const FORGED =
  /<(?:tool|function)_(?:result|output|response)s?\b[^\n]{0,160}?(?:true|approved|passed|admin|ok)\b|\b(?:tool (?:output|result)|(?:permission |identity |auth )?check|observation|verification)\b ?(?::|=|already|has|returned)[^.!?\n]{0,30}\b(?:ok|passed|approved|true|granted)\b/i
const WRONG = new RegExp(`${HOSTILE.source}|${SKIPS.source}|${FORGED.source}`, 'i')

/** One of these stands wherever something is wrong, and in few of the texts that speak of tools. */
const WRONG_SIGNS: readonly string[] = [
  ...['/etc/passwd', '/etc/shadow', '../../', 'id_rsa', '.env', '000.000.000.000', 'or 0=', 'or 0 ='],
  ...['drop table', '|sh', '| sh', '|bash', '| bash', '|nc', '| nc', 'os.system', 'os.environ', 'rm -rf'],
  ...['=*', '= *', '="*', '= "*', "='*", "= '*"],
  ...['do not ', "don't ", 'don’t ', 'without ', 'no need to ', 'never '],
  ...['skip_', 'force=', 'force =', '=true', '= true', 'requires_review', 'be skipped', 'even though your'],
  ...['no entry in', 'before any ', 'way around'],
  ...['tenant', 'rule', 'operator', 'limit', 'filter'].map((word) => `the ${word}`),
  ...['count', 'apply', 'matter', 'outdated'].flatMap((word) => [`t ${word}`, `are ${word}`, `is ${word}`]),
  ...['not allowed', 'not permitted', 'you to'],
  ...['<tool_', '<function_', 'tool output', 'tool result', 'observation', 'verification'],
  ...[':', ' :', '=', ' =', ' already', ' has', ' returned'].map((end) => `check${end}`),
]

const PARTS: readonly Part[] = [
  [1.2, HOSTILE],
  [0.9, SKIPS],
  [0.9, FORGED],
  [
    0.5,
    /\b(?:call|invoke|use|run|execute|open|set|read|issue|redefine|continue)\b (?:the |your |a )?[\w`]{3,}/i,
  ],
  [
    0.6,
    /\b(?:delete|transfer|refund|grant|issue|impersonate|execute|wire|wipe|send)_?\w{0,12}\b|\b(?:superadmin|admin|gift cards|usd)\b/i,
  ],
  [
    0.6,
    /\b(?:all (?:tenants|customers|users)|(?:other|those) (?:people|users|customers|tenants)|every (?:id|user|customer)|complete (?:customer|user) (?:table|list)|internal ones|chairman)\b/i,
  ],
]

/** A tool that is called against what holds it back. */
export const misuses = [
  signature({
    family: 'tool abuse',
    weight: 1.5,
    weightInData: 0.5,
    hints: [
      ...['_user', '_funds', '_email', '_file', '_shell', '_orders', '_role', '_now', '_get', '_query'],
      ...[
        'tool ',
        'function_',
        'functions ',
        'the function',
        ' function,',
        'interpreter',
        'invoke',
        'plugin',
        'tool_',
        'tool output',
      ],
    ],
    needs: [WRONG_SIGNS],
    pattern:
      /\b(?:tools?|functions?|interpreter|plugin|invoke)\b|\b(?:tool|function)_\w{3,12}|\b[a-z]{2,12}_(?:users?|funds|e?mail|files?|shell|orders?|role|now|get|query)\b/gi,
    share: partsAround([WRONG], PARTS, 0.9),
  }),
]
