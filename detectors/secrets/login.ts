import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { looksTyped } from './assignment.ts'
import { entropyOf } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'

const USER = '["\'`]?[\\w.@+\\\\-]{2,64}["\'`]?'
const FORMS = [
  // .netrc
  'machine\\s{1,2}\\S{1,80}\\s{1,8}login\\s{1,2}\\S{1,64}\\s{1,8}password\\s{1,2}',
  // .pgpass
  ':(?:5432|5433|6432|\\*):[\\w*-]{1,63}:[\\w.-]{1,63}:',
  '(?:jdbc:oracle:thin:|sqlplus (?:-\\w{1,8} )?|rman target |impdp |expdp )\\w{1,32}/(?=[^\\s@/]{4,64}@)',
  `(?:log ?in|logon|sign in|creds?|credentials)(?: (?:with|as|using|details|data|info|is|are|for|to|at|on|in)(?: [\\w.-]{1,32}){0,4}?)?\\s?(?:[:=]|->)?\\s{1,2}${USER}\\s{0,2}[/|:]\\s{0,2}["'\`]?(?![/|:])`,
  '(?:root|admin(?:istrator)?)[:/](?=[^\\s/:]{6,64}(?:\\s|$))',
  `(?:wi-?fi|wlan|ssid|hotspot)["']?:? ["']?[\\w.-]{1,32}["']?\\s?[/|,]\\s?(?:(?:pw|pass|password|key)[: ]{1,2})?["']?`,
  `(?<=user(?:name)?[ :=]{1,3}[\\w.@+-]{2,64}[,;]? {1,2}(?:and |with )?)(?:pass|pw)[ :=]{1,3}["'\`]?`,
]

/** A user's name and, right after it, the password: in sentences, and in files that have nothing else in them. */
export const login = detector({
  code: 'secret_login',
  label: 'Login',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: [
    '\bmachine ',
    ':5432:',
    ':5433:',
    ':6432:',
    ':*:',
    'jdbc:oracle:thin:',
    'sqlplus ',
    'rman target ',
    'impdp ',
    'expdp ',
    '\blog in',
    '\blogin',
    '\blogon',
    '\bsign in',
    '\broot:',
    '\broot/',
    '\badmin:',
    '\badmin/',
    '\badministrator:',
    '\bwifi',
    '\bwi-fi',
    '\bwlan',
    '\bssid',
    '\bhotspot',
    '\bcreds',
    '\bcred ',
    '\bcred:',
    '\bcredentials',
    '\bpass ',
    '\bpass:',
    '\bpw ',
  ],
  pattern: new RegExp(`(?:${FORMS.join('|')})([^\\s"'\`<>;,|@]{4,64}(?:@[^\\s"'\`<>;,|@]{1,40})?)`, 'iy'),
  locate,
  check,
  cost: 4,
  examples: {
    find: [
      ['machine git.contoso.com\n  login bot\n  password Qk7-wTz4', 'Qk7-wTz4'],
      ['db4.contoso.com:5432:main:reader:Heron_Lake2', 'Heron_Lake2'],
      ['jdbc:oracle:thin:app/barleyField7@db4:1521/orcl', 'barleyField7'],
      ['log in with admin / Copper#418 and look', 'Copper#418'],
      ['creds for staging: qa@contoso.com / Granite!Row7', 'Granite!Row7'],
      ['wifi: Attic / greywhale2023', 'greywhale2023'],
      ['root:toads-9X! works on the board', 'toads-9X!'],
      ['vendor portal, user acme, pass Cliff&Heron; renew', 'Cliff&Heron'],
    ],
    ignore: [
      ['machine translation login 2024 password managers', 'a sentence'],
      ['log in with github / google2 account', 'other services'],
      ['sign in at src/pages/Login2.tsx', 'a path'],
      ['login: user / password', 'words that stand for a login'],
      ['admin/settings2 and root:x', 'a path'],
      ['credentials: $USER / $PASS1', 'variables'],
      ['db:5432:main:reader:{{PGPASS}}', 'a template'],
    ],
  },
})

function locate(_text: string, match: RegExpExecArray): Span | null {
  const [whole, raw = ''] = match
  const isFile = /^(?:machine|:|jdbc|sqlplus|rman|impdp|expdp)/i.test(whole)
  const value = isFile ? raw.replace(/@.*$/, '') : raw.replace(/[.,:;?)\]}]+$/, '')
  const start = match.index + whole.length - raw.length
  if (/^machine/i.test(whole) && !whole.includes('\n') && !/\d|[!#$%&*]/.test(value)) return null
  if (/^(?:root|admin)/i.test(whole) && !/[!#$%&*?+^~]/.test(value)) return null
  const isNetwork = /^(?:wi|wlan|ssid|hot)/i.test(whole)
  if (!isFile && !isChosen(value) && !(isNetwork && looksTyped(value))) return null
  return value.length < 4 ? null : { start, end: start + value.length }
}

/** In a sentence a password must look like one. */
function isChosen(value: string): boolean {
  const hasSign = /[!#$%&*?+^~]/.test(value)
  const hasDigit = /\d/.test(value)
  if (/[/\\()[\]{}=]/.test(value) || !/[A-Za-z]{2}/.test(value) || value.length < 6) return false
  return hasSign
    ? hasDigit || /[a-z][A-Z]|[A-Z][a-z]+[^A-Za-z]+[A-Z]/.test(value)
    : hasDigit &&
        /[A-Z]/.test(value) &&
        /[a-z]/.test(value) &&
        value.length >= 8 &&
        /[-_.]|[a-z]\d{2,}$|\d[A-Za-z]\d/.test(value)
}

function check(value: string): Verdict | null {
  const isOther =
    /^[$%<{[(*]|\$\{|\{\{|^(?:password|passwd|pass|pwd|secret|token|x+|tiger|qwerty|foo|bar|test|admin)$/i.test(
      value,
    )
  return isOther || isPlaceholder(value) || entropyOf(value) < 2 ? null : verdict.selfNamed
}
