import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { madeUp } from './made-up.ts'

const HEADER = '-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----'
const FOOTER = /^-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
const CHARS_MAX = 20_000
const BODY_MIN = 48
const FOOTER_MAX = 80

const BODY = `${madeUp('base64', 64)}\n${madeUp('base64', 64, 2)}`
const pem = (kind: string, body: string, gap = '\n') =>
  `-----BEGIN ${kind}-----${gap}${body}${gap}-----END ${kind}-----`

/** Private keys in PEM and OpenPGP armour, on many lines, on one, or with escaped line ends; also cut off. */
export const privateKey = detector({
  code: 'secret_private_key',
  label: 'Private Key',
  category: 'secret',
  severity: 'critical',
  dataType: 'secret',
  mechanism: 'private_key',
  hints: ['-----begin'],
  pattern: new RegExp(HEADER, 'y'),
  locate,
  check,
  cost: 5,
  examples: {
    find: [
      [`key:\n${pem('RSA PRIVATE KEY', BODY)}\nend`, pem('RSA PRIVATE KEY', BODY)],
      [
        `{"key":"${pem('PRIVATE KEY', BODY.replace('\n', '\\n'), '\\n')}"}`,
        pem('PRIVATE KEY', BODY.replace('\n', '\\n'), '\\n'),
      ],
      [
        `KEY=${pem('OPENSSH PRIVATE KEY', BODY.replace('\n', ' '), ' ')} x`,
        pem('OPENSSH PRIVATE KEY', BODY.replace('\n', ' '), ' '),
      ],
      [
        pem('PGP PRIVATE KEY BLOCK', `Version: 1\n\n${BODY}`),
        pem('PGP PRIVATE KEY BLOCK', `Version: 1\n\n${BODY}`),
      ],
      [pem('ENCRYPTED PRIVATE KEY', BODY), pem('ENCRYPTED PRIVATE KEY', BODY)],
      [`cut off:\n-----BEGIN EC PRIVATE KEY-----\n${BODY}\n`, `-----BEGIN EC PRIVATE KEY-----\n${BODY}`],
    ],
    ignore: [
      [pem('PUBLIC KEY', BODY), 'a public key'],
      [pem('CERTIFICATE', BODY), 'a certificate'],
      [pem('PRIVATE KEY', '...'), 'left out in documentation'],
      ['if (text.includes("-----BEGIN PRIVATE KEY-----")) reject()', 'a header in source code'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const start = match.index
  const bodyStart = start + match[0].length
  const limit = Math.min(text.length, bodyStart + CHARS_MAX)
  const dashes = text.slice(bodyStart, limit).indexOf('-----')
  if (dashes >= 0) {
    const bodyEnd = bodyStart + dashes
    const footer = FOOTER.exec(text.slice(bodyEnd, bodyEnd + FOOTER_MAX))
    if (footer !== null) return { start, end: bodyEnd + footer[0].length }
  }
  const body = /^(?:\\[nr]|[\sA-Za-z0-9+/=])*/.exec(
    text.slice(bodyStart, dashes < 0 ? limit : bodyStart + dashes),
  )?.[0]
  const length = body?.replace(/(?:\\[nr]?|\s)+$/, '').length ?? 0
  return length < BODY_MIN ? null : { start, end: bodyStart + length }
}

/** A key needs enough base64 between its marks; a cut one has no second mark. */
function check(value: string): Verdict | null {
  if (!value.startsWith('-----BEGIN ')) return null
  const body = value.replace(/^-----[A-Z0-9 ]{1,60}-----/, '').replace(/-----END[\s\S]*$/, '')
  const longest = Math.max(0, ...body.split(/[^A-Za-z0-9+/=]+|\\[nr]/).map((line) => line.length))
  const isSolid = longest >= BODY_MIN || (longest >= 16 && body.length >= 2 * BODY_MIN)
  return isSolid && !/(.)\1{15}/.test(body) && value.includes('PRIVATE KEY') ? verdict.proven : null
}
