import { identifier } from '../identifier.ts'

/** Portugal: the citizen card, nine digits, two characters and a Luhn check over all. */
export const ptCc = identifier({
  code: 'pii_pt_cc',
  label: 'Portuguese Citizen Card (CC)',
  severity: 'critical',
  words: ['cartao de cidadao', 'cc', 'numero de documento', 'portuguese citizen card'],
  masks: ['######## # **#', '#########**#', '######## #**#'],
  shape: /^\d{9}[0-9A-Z]{2}\d$/,
  isSound: (id) => {
    let sum = 0
    for (let i = 0; i < 12; i++) {
      const value = Number.parseInt(id.charAt(i), 36)
      const doubled = i % 2 === 0 ? value * 2 : value
      sum += i % 2 === 0 && doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 === 0
  },
  valid: ['00000000 0 ZZ4', '000000000ZZ4'],
  invalid: ['00000000 0 ZZ5'],
})
