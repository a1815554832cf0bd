import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { madeUp } from './made-up.ts'

const KEY = `-----BEGIN PRIVATE KEY-----\\n${madeUp('base64', 64)}\\n${madeUp('base64', 40)}\\n-----END PRIVATE KEY-----\\n`
const fileOf = (gap: string) =>
  `{"type":${gap}"service_account",${gap}"project_id":"contoso",${gap}"private_key_id":${gap}"${madeUp('hex', 40)}",${gap}"private_key":${gap}"${KEY}",${gap}"client_id":"1"}`

/** The private key in a file of a Google Cloud service account. */
export const gcpServiceAccount = detector({
  code: 'secret_gcp_service_account',
  label: 'Google Cloud Service Account',
  category: 'secret',
  severity: 'critical',
  dataType: 'secret',
  mechanism: 'private_key',
  hints: ['"private_key"', '\\"private_key\\"'],
  pattern:
    /\\?"private_key\\?"\s{0,4}:\s{0,4}\\?"(-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----[A-Za-z0-9+/=\\\s]{64,8000}-----END [A-Z ]{0,24}PRIVATE KEY-----(?:\\+n)?)/y,
  locate,
  check,
  examples: {
    find: [
      [fileOf(''), KEY],
      [fileOf(' '), KEY],
      [fileOf('\n  '), KEY],
      [`first ${fileOf('\t')} last`, KEY],
    ],
    ignore: [
      ['{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\n...\\n"}', 'left out'],
      [`{"type":"user","private_key":"${KEY}"}`, 'a key of something else'],
      ['{"type":"service_account","private_key":""}', 'an empty key'],
      ['{"type":"service_account","client_email":"a@b.iam.gserviceaccount.com"}', 'no key'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const end = match.index + match[0].length
  const around = text.slice(Math.max(0, match.index - 600), match.index) + text.slice(end, end + 1_200)
  return around.includes('service_account') ? { start: end - (match[1]?.length ?? 0), end } : null
}

function check(value: string): Verdict | null {
  return /^-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----/.test(value) && !/(.)\1{15}/.test(value.slice(40, -30))
    ? verdict.proven
    : null
}
