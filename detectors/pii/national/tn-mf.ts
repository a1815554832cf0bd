import { identifier } from '../identifier.ts'

/** Tunisia: the tax number, seven digits, a control letter and three codes. */
export const tnMf = identifier({
  code: 'pii_tn_mf',
  label: 'Tunisian Tax Number (MF)',
  severity: 'low',
  words: ['matricule fiscal', 'matricule fiscale', 'mf'],
  masks: ['#######@', '#######/@/@/@/###', '#######@@@###', '####### @ @ @ ###'],
  shape: /^\d{7}[A-HJ-NP-TV-Z](?:[APBDN][MPCNE]\d{3})?$/,
  isSound: (id) => id.length === 8 || id.charAt(9) === 'E' || id.endsWith('000'),
  valid: ['1496298/T/P/N/000', '1496298TPN000'],
  invalid: ['1496298/T/P/N/001'],
})
