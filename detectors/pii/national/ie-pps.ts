import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Ireland: the public service number, seven digits, a check letter and often a second letter. */
export const iePps = identifier({
  code: 'pii_ie_pps',
  label: 'Irish Public Service Number (PPS)',
  severity: 'critical',
  words: ['pps', 'ppsn', 'pps no', 'personal public service', 'irish public service'],
  masks: ['#######@', '#######@@'],
  shape: /^\d{7}[A-W][A-IWTX]?$/,
  isSound: (id) => {
    const second = 'WABCDEFGHI'.indexOf(id.charAt(8) || 'W')
    const sum = weighted(id, [8, 7, 6, 5, 4, 3, 2]) + 9 * Math.max(0, second)
    return 'WABCDEFGHIJKLMNOPQRSTUV'.charAt(sum % 23) === id.charAt(7)
  },
  valid: ['6433435F', '6433435FT'],
  invalid: ['6433435E'],
})
