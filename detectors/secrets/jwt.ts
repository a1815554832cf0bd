import { detector, type Verdict, verdict } from '../detector.ts'
import { fromBase64, toBase64 } from '../engine/base64.ts'
import { madeUp } from './made-up.ts'

const HEADER_MAX = 2_048
const encode = (value: object) =>
  toBase64(JSON.stringify(value)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
const HEAD = encode({ alg: 'HS256', typ: 'JWT' })
const BODY = encode({ sub: '8821', exp: 1_900_000_000 })
const SIGNED = `${HEAD}.${BODY}.${madeUp('url', 43)}`
const UNSIGNED = `${encode({ alg: 'none' })}.${BODY}.`
/** The token that jwt.io has shown for years. */
const PUBLISHED =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c'

/** JSON Web Tokens whose parts decode; those without a signature at medium level. */
export const jwt = detector({
  code: 'secret_jwt',
  label: 'JSON Web Token',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'vendor_prefix',
  hints: ['eyj', 'ewog'],
  pattern:
    /ey[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{0,1000}\.[A-Za-z0-9_-]{0,1000}\.[A-Za-z0-9_-]{10,8000}\.[A-Za-z0-9_-]{16,100}|e[yw][A-Za-z0-9_-]{10,2000}={0,2}\.e[yw][A-Za-z0-9_-]{2,12000}={0,2}(?:\.[A-Za-z0-9_-]{0,1400})?/y,
  alone: true,
  check,
  cost: 5,
  examples: {
    find: [
      [`Cookie: session=${SIGNED}; a=b`, SIGNED],
      [`{"jwt":"${SIGNED}"}`, SIGNED],
      [`unsigned ${UNSIGNED} here`, UNSIGNED],
      [`as on jwt.io: ${PUBLISHED}`, PUBLISHED],
      [`access_token=${SIGNED}&state=1`, SIGNED],
    ],
    ignore: [
      [`${HEAD} alone`, 'one part'],
      [`${encode({ typ: 'JWT' })}.${BODY}.${madeUp('url', 43)}`, 'no algorithm'],
      [`x${SIGNED}`, 'part of a longer word'],
      ['eyJustAWordThatLooksLike.eyAnotherWordHere.andAThird', 'does not decode'],
    ],
  },
})

function check(value: string): Verdict | null {
  const parts = value.split('.')
  const header = decoded(parts[0] ?? '')
  if (header === null || !/"alg"\s{0,3}:\s{0,3}"/.test(header)) return null
  if (parts.length === 5) return verdict.proven
  if (!decoded(parts[1] ?? '')?.startsWith('{')) return null
  if (value === PUBLISHED) return { ...verdict.proven, testValue: true }
  const isSigned = (parts[2] ?? '').length > 0
  return isSigned ? verdict.proven : verdict.selfNamed
}

/** What a part says, or as much of it as matters; null when it is no text. */
function decoded(part: string): string | null {
  const whole = part.slice(0, HEADER_MAX).replace(/=+$/, '')
  const cut = whole.slice(0, whole.length - (whole.length % 4 === 1 ? 1 : 0))
  const text = fromBase64(cut)?.trimStart()
  return text?.startsWith('{') ? text : null
}
