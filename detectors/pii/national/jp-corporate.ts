import { digitAt, weightedBack } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Japan: the corporate number, a check digit and twelve digits. */
export const jpCorporate = identifier({
  code: 'pii_jp_corporate',
  label: 'Japanese Corporate Number',
  severity: 'low',
  words: ['corporate number', 'hojin bango', '法人番号'],
  masks: ['#############', '#-####-####-####'],
  shape: /^[1-9]\d{12}$/,
  isSound: (id) => 9 - (weightedBack(id.slice(1), [1, 2]) % 9) === digitAt(id, 0),
  valid: ['5-8356-7825-6246', '5835678256246'],
  invalid: ['2-8356-7825-6246'],
})
