import { mod1110 } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Germany: the tax number of a person, eleven digits, modulus 11, 10. */
export const deIdnr = identifier({
  code: 'pii_de_idnr',
  label: 'German Tax ID (IdNr)',
  severity: 'critical',
  words: [
    'steuer id',
    'steuerid',
    'steueridentifikationsnummer',
    'steuerliche identifikationsnummer',
    'idnr',
    'steuer idnr',
    'tin',
    'german tax',
    'steuer identifikationsnummer',
  ],
  masks: ['## ### ### ###', '###########'],
  shape: /^[1-9]\d{10}$/,
  isSound: (id) => hasOneRepeat(id.slice(0, 10)) && mod1110(id),
  valid: ['36 574 261 809', '36574261809'],
  invalid: ['36 574 261 808'],
})

/** Of the first ten digits one stands two or three times and every other at most once. */
function hasOneRepeat(digits: string): boolean {
  const counts = new Uint8Array(10)
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(i) - 48
    counts[digit] = (counts[digit] ?? 0) + 1
  }
  let repeats = 0
  for (const count of counts) {
    if (count > 3) return false
    if (count > 1) repeats++
  }
  return repeats === 1
}
