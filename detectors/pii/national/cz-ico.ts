import { lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Czechia: the company number, eight digits, modulus 11. */
export const czIco = identifier({
  code: 'pii_cz_ico',
  label: 'Czech Company Number (IČO)',
  severity: 'low',
  words: ['ico', 'identifikacni cislo osoby'],
  masks: ['########'],
  shape: /^\d{8}$/,
  isSound: (id) => (11 - (weighted(id, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastDigit(id),
  valid: ['25596641', '27082440'],
  invalid: ['25596642'],
})
