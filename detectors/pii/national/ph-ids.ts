import { identifier } from '../identifier.ts'

/** Philippines: the numbers of PhilSys, the tax office, the social security and the health insurance. */
export const phIds = identifier({
  code: 'pii_ph_ids',
  label: 'Philippine Identifiers (PhilSys, TIN, SSS, PhilHealth)',
  severity: 'critical',
  words: ['philsys', 'philippine tin', 'sss', 'philhealth', 'pag ibig', 'umid', 'philippine id'],
  masks: [
    '####-####-####-####',
    '##-#######-#',
    '##-#########-#',
    '###-###-###-###',
    '####-#######-#',
    '####-####-####',
  ],
  shape: /^\d{10,16}$/,
  valid: ['12-3456789-0', '1234-5678-9012-3456'],
  invalid: ['12-34567-0'],
})
