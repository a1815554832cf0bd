import { weightedBack } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** Chile: RUT and RUN, seven or eight digits and a modulus-11 check that may be K. */
export const clRut = identifier({
  code: 'pii_cl_rut',
  label: 'Chilean Tax and Identity Number (RUT/RUN)',
  severity: 'critical',
  words: ['rut', 'run', 'rol unico tributario', 'rol unico nacional', 'chilean id'],
  masks: [
    '##.###.###-*',
    '#.###.###-*',
    '########-*',
    '#######-*',
    '########*',
    '#######*',
    'CL ########-*',
    'CL########*',
    '## ### ### *',
  ],
  shape: /^(?:CL)?\d{7,8}[0-9K]$/,
  isSound: (id) => {
    const body = id.replace('CL', '').slice(0, -1)
    return '0K987654321'.charAt(weightedBack(body, [2, 3, 4, 5, 6, 7]) % 11) === id.slice(-1)
  },
  valid: ['12.531.909-2', '76086428-5'],
  invalid: ['12.531.909-3'],
})
