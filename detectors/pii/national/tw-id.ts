import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Taiwan: the identity number, a place letter, a sex, a serial and a check digit. */
export const twId = identifier({
  code: 'pii_tw_id',
  label: 'Taiwanese Identity Number',
  severity: 'critical',
  words: ['taiwan id', 'taiwanese id', 'roc id', '身分證字號', '身分證'],
  masks: ['@#########'],
  shape: /^[A-Z][1289]\d{8}$/,
  isSound: (id) => {
    const place = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(id.charAt(0)) + 10
    const sum = Math.floor(place / 10) + (place % 10) * 9
    return (sum + weighted(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0
  },
  valid: ['A123456789'],
  invalid: ['A123456788'],
})
