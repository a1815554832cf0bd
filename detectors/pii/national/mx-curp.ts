import { isYymmdd } from '../calendar.ts'
import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Mexico: the population code, letters of the name, a birthday, sex, state and a check digit. */
export const mxCurp = identifier({
  code: 'pii_mx_curp',
  label: 'Mexican Population Code (CURP)',
  severity: 'critical',
  words: ['curp', 'clave unica de registro de poblacion'],
  masks: ['@@@@######@@@@@@*#'],
  shape:
    /^[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX](?:AS|B[CS]|C[CLMHS]|D[FG]|G[TR]|HG|JC|M[CNS]|N[ETL]|OC|PL|Q[TR]|S[PLR]|T[CSL]|VZ|YN|ZS)[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\d$/,
  isSound: (id) => {
    const weights = [18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]
    const sum = weighted(id, weights, '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ')
    return isYymmdd(id.slice(4)) && (10 - (sum % 10)) % 10 === lastDigit(id)
  },
  alone: 'high',
  valid: ['BOXW310820HNERXN09'],
  invalid: ['BOXW310820HNERXN08'],
})
