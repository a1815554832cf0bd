import { identifier } from '../pii/identifier.ts'

/** United States: the Medicare claim number before 2018, a Social Security number and a suffix. */
export const hicn = identifier({
  code: 'phi_hicn',
  label: 'Medicare Claim Number (HICN)',
  severity: 'critical',
  words: ['hicn', 'medicare claim', 'medicare', 'health insurance claim'],
  masks: ['###-##-####@', '###-##-####@#', '#########@', '#########@#', '###-##-####-@', '###-##-####-@#'],
  shape: /^(?!000|666|9)\d{9}(?:[A-DTMW])\d?$/,
  isSound: (id) => !/^\d{3}00|^\d{5}0000/.test(id),
  valid: ['536-22-8145A', '536228145A'],
  invalid: ['000-22-8145A'],
})
