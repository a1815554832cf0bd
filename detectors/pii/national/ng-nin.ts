import { identifier } from '../identifier.ts'

/** Nigeria: the identity and bank verification numbers, eleven digits without a check. */
export const ngNin = identifier({
  code: 'pii_ng_nin',
  label: 'Nigerian Identity or Bank Verification Number (NIN/BVN)',
  severity: 'critical',
  words: ['bvn', 'nigerian nin', 'nin', 'bank verification', 'national identification number'],
  masks: ['###########'],
  shape: /^[1-9]\d{10}$/,
  valid: ['12345678902', '22211100099'],
  invalid: ['02345678902'],
})
