import { crossSum, digitAt } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Spain: the company number, a letter, seven digits and a check digit or letter. */
export const esCif = identifier({
  code: 'pii_es_cif',
  label: 'Spanish Company Number (CIF)',
  severity: 'low',
  words: ['cif', 'codigo de identificacion fiscal', 'nif'],
  masks: ['@########', '@-########', '@#######@', '@-#######-@', '@-#######-#'],
  shape: /^[ABCDEFGHJNPQRSUVW]\d{7}[0-9A-J]$/,
  isSound: (id) => {
    let sum = 0
    for (let i = 1; i < 8; i++) sum += i % 2 === 1 ? crossSum(digitAt(id, i) * 2) : digitAt(id, i)
    const check = (10 - (sum % 10)) % 10
    return id.endsWith(String(check)) || id.endsWith('JABCDEFGHI'.charAt(check))
  },
  valid: ['J99216582', 'B58378431'],
  invalid: ['J99216583'],
})
