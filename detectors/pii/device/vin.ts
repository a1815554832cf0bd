import { identifier } from '../identifier.ts'

/** The number of a vehicle, seventeen characters; North American ones have a check digit in the ninth place. */
export const vin = identifier({
  code: 'pii_vin',
  label: 'Vehicle Identification Number (VIN)',
  severity: 'medium',
  words: ['vin', 'vehicle identification', 'chassis', 'fahrgestellnummer', 'vehicle id', 'fin'],
  masks: ['*************####'],
  shape: /^[A-HJ-NPR-Z0-9]{13}\d{4}$/,
  isSound: (id) => {
    let sum = 0
    for (let i = 0; i < 17; i++) sum += worthOf(id.charAt(i)) * (WEIGHTS[i] ?? 0)
    return '0123456789X'.charAt(sum % 11) === id.charAt(8)
  },
  valid: ['1HGCM82633A004352', '1M8GDM9AXKP042788'],
  invalid: ['1HGCM82643A004352'],
})

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ'
const VALUES = '12345678123457923456789'

/** A letter counts by its place on the keys of an old typewriter of IBM. */
function worthOf(character: string): number {
  const place = LETTERS.indexOf(character)
  return Number(place < 0 ? character : VALUES.charAt(place))
}
