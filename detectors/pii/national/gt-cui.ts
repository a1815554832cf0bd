import { digitAt, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Guatemala: the personal number, a check digit, a region and a town. */
export const gtCui = identifier({
  code: 'pii_gt_cui',
  label: 'Guatemalan Personal Number (CUI/DPI)',
  words: ['cui', 'dpi', 'codigo unico de identificacion', 'documento personal de identificacion'],
  masks: ['#### ##### ####', '#############'],
  shape: /^\d{9}(?:0[1-9]|1\d|2[0-2])(?:0[1-9]|[12]\d|3[0-2])$/,
  isSound: (id) => {
    const towns = TOWNS[Number(id.slice(9, 11)) - 1] ?? 0
    const check = (weighted(id, [2, 3, 4, 5, 6, 7, 8, 9]) % 11) % 10
    return Number(id.slice(11)) <= towns && check === digitAt(id, 8)
  },
  valid: ['1587564440904', '1587 56444 0904'],
  invalid: ['1587564450904'],
})

/** How many towns each region has. */
const TOWNS = [17, 8, 16, 16, 13, 14, 19, 8, 24, 21, 9, 30, 32, 21, 8, 17, 14, 5, 11, 11, 7, 17]
