import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** India: the voter card, three letters and seven Luhn digits. */
export const inEpic = identifier({
  code: 'pii_in_epic',
  label: 'Indian Voter ID (EPIC)',
  words: ['voter id', 'epic', 'voter card', 'elector photo identity'],
  masks: ['@@@#######'],
  shape: /^[A-Z]{3}\d{7}$/,
  isSound: (id) => luhn(id.slice(3)),
  valid: ['WKH1186253'],
  invalid: ['WKH1186254'],
})
