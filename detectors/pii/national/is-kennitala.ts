import { isDay } from '../calendar.ts'
import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Iceland: the identity number, a birthday (companies' days plus forty), a check digit and the century. */
export const isKennitala = identifier({
  code: 'pii_is_kennitala',
  label: 'Icelandic Identity Number (Kennitala)',
  severity: 'critical',
  words: ['kennitala', 'kt.', 'icelandic id'],
  masks: ['######-####', '##########', '###### ####'],
  shape: /^\d{9}[089]$/,
  isSound: (id) => {
    const day = Number(id.slice(0, 2))
    const century = id.endsWith('9') ? 1900 : id.endsWith('8') ? 1800 : 2000
    const isDated = isDay(century + Number(id.slice(4, 6)), Number(id.slice(2, 4)), day > 40 ? day - 40 : day)
    return isDated && weighted(id, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  },
  valid: ['120174-3399', '4504013150'],
  invalid: ['120174-3389'],
})
