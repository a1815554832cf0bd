import { identifier } from '../identifier.ts'

/** France: the tax number of a person, ten digits and their remainder by 511. */
export const frNif = identifier({
  code: 'pii_fr_nif',
  label: 'French Tax Number (SPI)',
  severity: 'critical',
  words: ['numero fiscal', 'spi', 'nif', 'identifiant fiscal', 'french tax'],
  masks: ['#############', '## ## ### ### ###', '# ### ### ### ###'],
  shape: /^[0-3]\d{12}$/,
  isSound: (id) => Number(id.slice(0, 10)) % 511 === Number(id.slice(10)),
  valid: ['3023217600053', '30 23 217 600 053'],
  invalid: ['3023217600054'],
})
