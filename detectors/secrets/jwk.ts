import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { entropyOf } from './entropy.ts'
import { madeUp } from './made-up.ts'
import { isPlaceholder } from './placeholder.ts'

const REACH = 1_200
const D = madeUp('url', 43)

/** The private part of JSON Web Keys: `d` of RSA and elliptic keys, `k` of symmetric ones. */
export const jwk = detector({
  code: 'secret_jwk',
  label: 'Private JSON Web Key',
  category: 'secret',
  severity: 'critical',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: ['"d":', '"d" :', '"k":', '"k" :', '\\"d\\":', '\\"k\\":'],
  pattern: /\\?"([dk])\\?"\s{0,3}:\s{0,3}\\?"([A-Za-z0-9_-]{22,800})\\?"/iy,
  locate,
  check,
  cost: 12,
  examples: {
    find: [
      [`{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"${D}"}`, D],
      [`{"d": "${D}", "kty": "OKP"}`, D],
      [`{"kty":"oct","k":"${D}","alg":"HS256"}`, D],
      [`"{\\"kty\\":\\"RSA\\",\\"n\\":\\"xyz\\",\\"d\\":\\"${madeUp('url', 342)}\\"}"`, madeUp('url', 342)],
    ],
    ignore: [
      [`{"kty":"EC","x":"${D}","y":"${D}"}`, 'a public key'],
      [`{"a":1,"d":"${D}"}`, 'an object that is no key'],
      [`{"kty":"EC","d":"${'x'.repeat(43)}"}`, 'a placeholder'],
      [`{"kty":"RSA","k":"${D}"}`, 'no member of such a key'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const value = match[2] ?? ''
  const start = match.index + match[0].lastIndexOf(value)
  const around =
    text.slice(Math.max(0, match.index - REACH), match.index) +
    text.slice(start + value.length, start + REACH * 2)
  const kind =
    match[1] === 'k' ? /\\?"kty\\?"\s{0,3}:\s{0,3}\\?"oct/ : /\\?"kty\\?"\s{0,3}:\s{0,3}\\?"(?:RSA|EC|OKP)/
  return kind.test(around) ? { start, end: start + value.length } : null
}

function check(value: string): Verdict | null {
  if (!/^[A-Za-z0-9_-]{22,800}$/.test(value) || isPlaceholder(value)) return null
  return entropyOf(value) < 3.5 ? null : verdict.proven
}
