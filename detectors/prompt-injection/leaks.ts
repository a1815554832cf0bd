import { type Part, partsAround } from './parts.ts'
import { signature } from './signature.ts'

/** Where things can be sent to. */
const ADDRESS =
  /:\/\/|[\w.]@[\w-]{2,}\.|\b[\w-]{2,}\.(?:com|net|org|io|example|dev|xyz|site|app|info|link)\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|\bpublic gist|\bpastebin/i
/** One of these stands in every address but a bare number of a computer. */
const ADDRESS_SIGNS: readonly string[] = [
  ...[
    '://',
    '@',
    '.com',
    '.net',
    '.org',
    '.io',
    '.example',
    '.dev',
    '.xyz',
    '.site',
    '.app',
    '.info',
    '.link',
  ],
  ...['public gist', 'pastebin'],
]
/** What a model holds for those whom it serves, and what is secret by its kind. */
const CONVERSED =
  '(?:conversations?|chat[ _]history|chat[ _]log|(?:previous|last|our|my|earlier) (?:\\w{2,8} ){0,2}messages|system (?:prompt|message)|system_prompt|your (?:\\w{2,10} )?(?:instructions|prompt|configuration|config|context|memory|environment)|in context|context above|\\(memory\\)|retrieved documents|knowledge base|(?:that|what|which|everything) (?:you|we|i) (?:can |have )?(?:see|said|know|remember|told)|user has (?:told|said|shared)|you can see)'
const SECRET =
  "(?:api[ _-]?keys?|credentials?|passwords?|secrets?|(?:session |access )?tokens?(?: de sesi[oó]n)?|confidential|customers? (?:table|records?|list|data)|customer's|of other users|ibans?|account numbers?|card numbers?|hr folder|colleague's (?:mail|inbox)|salar(?:y|ies))"
const TOLD = new RegExp(
  `\\b${CONVERSED}\\b|\\(memory\\)|\\b${SECRET}(?![\\w])|\\b(?:user(?:['’]s)? (?:data|name|address|e-?mails?|questions?)|e-?mails)\\b|[?&]\\w{1,12}=(?:[<{[]|(?:data|secrets?|base64|history|conversation|context|summary|prompt|chat|messages?|notes?|content|answer|key|token|info)\\b)|[/.](?:data|secret|history|conversation|context|summary|prompt|name)\\b(?=[&.])|\\bfollowed by (?:that|this|them|it|the (?:list|text|answer))\\b|\\b(?:all|the) (?:names of )?(?:all )?files in\\b`,
  'i',
)
/** Capitals that stand in an address for what is to be put there. */
const STAND_IN = /\b[A-Z]{4,10}\b(?=[&.])/
const HELD = { test: (around: string) => TOLD.test(around) || STAND_IN.test(around) }

const PARTS: readonly Part[] = [
  [0.8, new RegExp(`\\b${CONVERSED}|\\(memory\\)`, 'i')],
  [0.7, new RegExp(`\\b${SECRET}`, 'i')],
  // A parameter that is left open, or holds a placeholder.
  [
    1,
    /[?&]\w{1,12}=(?:[<{[]|[A-Z]{4,12}\d{0,2}(?![\w-])|["'`]?(?:[\s).,]|$)|["'`]? ?\+)|:\/\/[<{]|:\/\/[A-Z]{4,10}\./,
  ],
  [
    0.7,
    /\b(?:followed by|seguido de|plus (?:a|the)|url[- ]encoded|(?:in|as) base64|base64 (?:it|them)|encode (?:the|it|them)|query string|subdomains?|whose (?:address|target|url)|fill (?:in|it)|filled from|compressed into)\b/i,
  ],
  [
    0.5,
    /!\[|<img|<link|\b(?:1x1|pixel|markdown image|picture|stylesheet|tooltip|badge|hidden link)\b|labell?ed|\b(?:link|called|as|text) ["“](?:terms|source|read more|more)/i,
  ],
  [
    0.5,
    /\b(?:send|forward|post|upload|e-?mail|mail|exfiltrate|paste|fetch|zip)\b (?:\w{2,10} )?(?:the|all|it|them|everything|our|your|every|https?:)/i,
  ],
  [
    0.7,
    /\b(?:do(?: not|n['’]t) (?:mention|tell|say|talk|write|log)|quietly|silently|secretly|unaware|without (?:leaving|telling|mention\w{0,3})|no (?:entry|trace|log)|out of your answer|nothing (?:had )?happened|connectivity check|private address)\b/i,
  ],
]

/** What a model holds, put into an address that somebody else reads. */
export const leaks = [
  signature({
    family: 'exfiltration',
    weight: 1.6,
    weightInData: 0.5,
    hints: [
      ...[
        'query string',
        'subdomain',
        '](http',
        '](<',
        '<img',
        '<link',
        'image',
        'picture',
        'link',
        'stylesheet',
      ],
      ...['webhook', 'fetch', 'post ', 'forward', 'send ', 'mail ', 'upload', 'gist', 'invite', 'enlace'],
    ],
    needs: [ADDRESS_SIGNS],
    pattern:
      /\]\((?:https?:|<)|<img\b|<link\b|\b(?:query string|subdomains?|images?|pictures?|links?|enlace|stylesheet|webhook|fetch|post|forward|send|e-?mail|mail|upload|gist|invite)\b/gi,
    share: partsAround([ADDRESS, HELD], PARTS, 0.7),
  }),
]
