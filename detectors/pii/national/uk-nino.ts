import { identifier } from '../identifier.ts'

/** United Kingdom: the national insurance number, two letters, six digits, a letter A to D. */
export const ukNino = identifier({
  code: 'pii_uk_nino',
  label: 'UK National Insurance Number (NINO)',
  severity: 'critical',
  words: ['nino', 'national insurance', 'ni number', 'nin', 'ni no'],
  masks: ['@@######@', '@@ ## ## ## @', '@@ ###### @', '@@ ######'],
  shape: /^(?:QQ123456|(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6})[A-D]?$/,
  isSound: (id) => id.length === 9,
  alone: 'high',
  valid: ['HH 01 23 45 D', 'HH012345D'],
  invalid: ['TN 01 23 45 D'],
  samples: ['QQ123456C'],
})
