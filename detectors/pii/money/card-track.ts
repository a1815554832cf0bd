import { detector, type Verdict, verdict } from '../../detector.ts'
import { luhn } from '../luhn.ts'

const TRACK = /^(?:%?B(\d{12,19})\^[^^?\n]{2,26}\^\d{4}|;(\d{12,19})=\d{4})/

/** What the magnetic stripe of a card holds, its first and its second track. */
export const cardTrack = detector({
  code: 'pii_card_track',
  label: 'Card Track Data',
  category: 'pii',
  severity: 'critical',
  dataType: 'financial',
  mechanism: 'literal',
  hints: ['%b0000', ';0000', 'b000000000000'],
  pattern: /%?B\d{12,19}\^[^^?\n]{2,26}\^\d{4}[\d ]{0,40}\??|;\d{12,19}=\d{4}\d{0,20}\??/g,
  check: (value): Verdict | null => {
    const [, first, second] = TRACK.exec(value) ?? []
    const number = first ?? second
    return number !== undefined && luhn(number) ? verdict.proven : null
  },
  examples: {
    find: [
      [
        'swiped %B4539148803436467^BERG/ANNA^2712101000000000000? ok',
        '%B4539148803436467^BERG/ANNA^2712101000000000000?',
      ],
      ['swiped ;4539148803436467=27121010000012345678? ok', ';4539148803436467=27121010000012345678?'],
      ['B4539148803436467^BERG/ANNA^2712', 'B4539148803436467^BERG/ANNA^2712'],
      ['raw: ;5425233430109903=2512', ';5425233430109903=2512'],
    ],
    ignore: [
      ['%B4539148803436468^BERG/ANNA^2712?', 'the card number fails the Luhn check'],
      [';4539148803436467', 'no expiry date'],
      ['%B4539^BERG^2712?', 'too few digits'],
      ['x;4539148803436468=1', 'neither a card nor an expiry date'],
    ],
  },
})
