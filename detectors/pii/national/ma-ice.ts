import { remainder } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Morocco: the company number, fifteen digits, modulus 97. */
export const maIce = identifier({
  code: 'pii_ma_ice',
  label: 'Moroccan Company Number (ICE)',
  severity: 'low',
  words: ['ice', "identifiant commun de l'entreprise"],
  masks: ['###############', '#### #### #######'],
  shape: /^\d{15}$/,
  isSound: (id) => remainder(id, 97) === 0,
  valid: ['001512572000078'],
  invalid: ['001512572000079'],
})
