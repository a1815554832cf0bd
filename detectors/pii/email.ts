import { detector, type Span, type Verdict, verdict } from '../detector.ts'

/**
 * Besides letters and digits, what may stand before the sign, and before one that is spelled. What else an address may
 * have there is mostly not its own: a query string, a quote or a path put it there.
 */
const LOCAL = withSigns('._%+~!#$*^}-')
const SPELLED_LOCAL = withSigns('._+-')
const LOCAL_MAX = 64
const DOMAIN =
  /(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,8}(?:(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})(?![A-Za-z0-9_-])|(?![A-Za-z])\p{L}{2,24})/uy
const SPELLED_DOMAIN =
  /(?:[A-Za-z0-9-]{1,63}(?:\s{0,2}[[({]\s{0,2}dot\s{0,2}[\])}]\s{0,2}|\.)){1,4}[A-Za-z]{2,24}\b/iy
const FILE_ENDINGS =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|css|js|mjs|ts|tsx|jsx|json|md|lock|service|socket|timer)$/i
/** `pkg@1.2.3.patch`: every label but the last is a number. */
const VERSION_DOMAIN = /@(?:\d+\.)+[^.]+$/
const SAMPLE_DOMAIN = /@(?:[a-z0-9-]+\.)*(?:example(?:\.(?:com|org|net|edu))?|test|invalid|localhost)$/i
const SPELLED_AT = /\s{0,2}[[({]\s{0,2}at\s{0,2}[\])}]\s{0,2}/i
const SHAPE =
  /^[A-Za-z0-9_+'=~!#$&*/?^{|}-](?:[A-Za-z0-9._%+'=~!#$&*/?^{|}-]{0,63})@[\p{L}\d.-]+\.\p{L}[\p{L}\d-]+$/u

/** E-mail addresses, also those written `name [at] host [dot] com`. */
export const email = detector({
  code: 'pii_email',
  label: 'Email Address',
  category: 'pii',
  severity: 'low',
  dataType: 'pii',
  mechanism: 'literal',
  hints: ['@', '[at]', '(at)', '{at}', '[ at ]', '( at )'],
  pattern: /@(?=[\p{L}\d])|\s{0,2}[[({]\s{0,2}at\s{0,2}[\])}]\s{0,2}/giu,
  locate,
  check,
  examples: {
    find: [
      ['https://contoso.com:8443/to/anna@fabrikam.com', 'anna@fabrikam.com'],
      ['Write to anna.berg@contoso.co.uk today', 'anna.berg@contoso.co.uk'],
      ['cc: <j+invoices@mail.northwind.io>.', 'j+invoices@mail.northwind.io'],
      ['mail me: o.brien [at] fabrikam [dot] ie', 'o.brien [at] fabrikam [dot] ie'],
      ['?to=anna%40contoso.com&x=1', 'anna%40contoso.com'],
      ['samples use someone@example.com', 'someone@example.com'],
      ['user=max@xn--bcher-kva.example, ok', 'max@xn--bcher-kva.example'],
      ["ask o'brien.p@fabrikam.ie", "o'brien.p@fabrikam.ie"],
      ["to='anna@contoso.com'", 'anna@contoso.com'],
      ['yuki@会社.jp', 'yuki@会社.jp'],
      ['write to yuki@contoso.com谢谢', 'yuki@contoso.com'],
      ['anna.berg(at)contoso.com', 'anna.berg(at)contoso.com'],
    ],
    ignore: [
      ['amqps://svc:a%2Fb9Qx@mq.contoso.com/vhost', 'a password that has a slash in it'],
      ['npm i @scope/pkg@1.2.3', 'a package and its version'],
      ['git clone git@github.com:org/repo.git', 'the login of a git remote'],
      ['postgres://app:hunter2@db.internal.net/x', 'a credential in a URL'],
      ['see icon@2x.png', 'a file name'],
      ['patches/left-pad@0.15.1.patch', 'a file that is named after a version'],
      ['a..b@contoso.com', 'two dots in a row'],
      ['@anna said @Override', 'a handle and an annotation'],
      ['anna@localhost', 'no top-level domain'],
      ['systemctl start getty@tty1.service', 'a unit of a service manager'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const at = match.index
  const after = at + match[0].length
  const spelled = match[0].length > 1
  const start = localStart(text, at, spelled ? SPELLED_LOCAL : LOCAL)
  if (start === at) return null
  const domain = spelled ? SPELLED_DOMAIN : DOMAIN
  domain.lastIndex = after
  if (!domain.test(text)) return null
  const end = domain.lastIndex
  return isLogin(text, start, at, end) ? null : { start, end }
}

/** For each ASCII unit whether it is a letter, a digit or one of some signs. */
function withSigns(signs: string): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => {
    const sign = String.fromCharCode(code)
    return Number(/[A-Za-z0-9]/.test(sign) || signs.includes(sign))
  })
}

/** Goes back over what may stand before a position. */
function localStart(text: string, at: number, units: Uint8Array): number {
  const floor = Math.max(0, at - LOCAL_MAX)
  let start = at
  while (start > floor && (units[text.charCodeAt(start - 1)] === 1 || isInName(text, start - 1))) start--
  return start
}

/** Tells whether an apostrophe stands between letters, as in O'Brien, and is no quotation mark. */
function isInName(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === 39 && /[a-z]/i.test(text.charAt(at - 1)) && /[a-z]/i.test(text.charAt(at + 1))
  )
}

function isLogin(text: string, start: number, at: number, end: number): boolean {
  if (at - start === 3 && text[end] === ':' && text.startsWith('git', start)) return true
  if (text[start - 1] === '@') return true
  const head = text.slice(Math.max(0, start - 80), start)
  return /:\/\/[^\s/@:]{0,64}(?::(?!\d{1,5}\/)[^\s@]{0,64})?$/.test(head) && !/mailto:\/{0,2}$/i.test(head)
}

function check(value: string): Verdict | null {
  if (value.length > 254) return null
  if (SPELLED_AT.test(value)) return { beside: 'medium', alone: 'medium', sound: true }
  const local = value.slice(0, value.indexOf('@'))
  if (!SHAPE.test(value) || local.startsWith('.') || local.endsWith('.') || value.includes('..')) return null
  if (FILE_ENDINGS.test(value) || VERSION_DOMAIN.test(value)) return null
  return SAMPLE_DOMAIN.test(value) ? { ...verdict.proven, testValue: true } : verdict.proven
}
