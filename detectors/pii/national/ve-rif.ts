import { digitAt, lastDigit, weighted } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Venezuela: the tax number, a kind of holder, eight digits and a modulus-11 check. */
export const veRif = identifier({
  code: 'pii_ve_rif',
  label: 'Venezuelan Tax Number (RIF)',
  severity: 'critical',
  words: ['rif', 'registro de informacion fiscal'],
  masks: ['@-########-#', '@#########', '@-#########'],
  shape: /^[VEJPG]\d{9}$/,
  isSound: (id) => {
    const kind = ({ V: 4, E: 8, J: 12, P: 16, G: 20 } as const)[id.charAt(0) as 'V'] ?? 0
    return (
      digitAt('00987654321', (kind + weighted(id.slice(1), [3, 2, 7, 6, 5, 4, 3, 2])) % 11) === lastDigit(id)
    )
  },
  valid: ['V-11470283-4', 'V114702834'],
  invalid: ['V-11470283-3'],
})
