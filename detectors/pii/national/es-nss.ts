import { identifier } from '../identifier.ts'

/** Spain: the social security number, a province, a serial and their remainder by 97. */
export const esNss = identifier({
  code: 'pii_es_nss',
  label: 'Spanish Social Security Number (NSS)',
  severity: 'critical',
  words: [
    'nss',
    'numero de la seguridad social',
    'numero de seguridad social',
    'afiliacion a la seguridad social',
    'naf',
    'numero de afiliacion',
    'numero de la seguridad social',
  ],
  masks: ['## ######## ##', '############', '##-##########', '##-########-##', '##/########/##'],
  shape: /^(?:0[1-9]|[1-4]\d|5[0-3]|66)\d{10}$/,
  isSound: (id) => {
    const serial = id.slice(2, 10)
    const body = serial.startsWith('0') ? id.slice(0, 2) + serial.slice(1) : id.slice(0, 10)
    return [body, id.slice(0, 10)].some((digits) => Number(digits) % 97 === Number(id.slice(10)))
  },
  valid: ['281234567840', '28 12345678 40'],
  invalid: ['281234567841'],
})
