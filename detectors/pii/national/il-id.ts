import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Israel: the identity number, nine Luhn digits. */
export const ilId = identifier({
  code: 'pii_il_id',
  label: 'Israeli Identity Number (Teudat Zehut)',
  severity: 'critical',
  words: ['teudat zehut', 'israeli id', 'mispar zehut', 'tz', 'תעודת זהות', 'מספר זהות', 'ת.ז'],
  masks: ['#########', '########-#', '########', '#######-#'],
  shape: /^\d{5,9}$/,
  isSound: luhn,
  valid: ['3933742-3', '039337423'],
  invalid: ['3933742-2'],
})
