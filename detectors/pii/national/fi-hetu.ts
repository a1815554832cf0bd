import { isDdmmyy } from '../calendar.ts'
import { identifier } from '../identifier.ts'

/** Finland: the identity code, a birthday, a sign for the century, a serial and a modulus-31 check. */
export const fiHetu = identifier({
  code: 'pii_fi_hetu',
  label: 'Finnish Identity Code (HETU)',
  severity: 'critical',
  words: ['hetu', 'henkilotunnus', 'personbeteckning', 'finnish personal identity'],
  masks: ['######-###*', '######+###*', '######@###*'],
  shape: /^\d{6}[+A-FU-Y]?\d{3}[0-9A-FHJ-NPR-Y]$/,
  isSound: (id) => {
    const sign = /[+A-FU-Y]/.exec(id.charAt(6))?.[0] ?? '-'
    const century = sign === '+' ? 1800 : /[A-F]/.test(sign) ? 2000 : 1900
    const digits = id.slice(0, 6) + id.slice(-4, -1)
    return (
      isDdmmyy(digits, century) &&
      '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(Number(digits) % 31) === id.slice(-1)
    )
  },
  alone: 'high',
  valid: ['131052-308T', '131052A308T'],
  invalid: ['131052-308U'],
})
