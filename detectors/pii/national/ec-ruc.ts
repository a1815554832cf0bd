import { weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'
import { luhn } from '../luhn.ts'

/** Ecuador: the tax number of a person, a public body or a company, each with its own check. */
export const ecRuc = identifier({
  code: 'pii_ec_ruc',
  label: 'Ecuadorian Tax Number (RUC)',
  words: ['ruc', 'registro unico de contribuyentes', 'ecuadorian tax'],
  masks: ['##########-###', '#############'],
  shape: /^(?:0[1-9]|1\d|2[0-4]|30|50)[0-69]\d{10}$/,
  isSound: (id) => {
    const kind = id.charAt(2)
    const isPerson = !id.endsWith('000') && luhn(id.slice(0, 10))
    if (kind === '9') return !id.endsWith('000') && weighted(id, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
    if (kind !== '6') return isPerson
    return (!id.endsWith('0000') && weighted(id, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0) || isPerson
  },
  valid: ['1792060346-001', '1792060346001'],
  invalid: ['1792060347-001'],
})
