import { identifier } from '../pii/identifier.ts'

/** United States: the code of a drug package, labeler, product and package in one of four splits. */
export const ndc = identifier({
  code: 'phi_ndc',
  label: 'National Drug Code (NDC)',
  severity: 'low',
  words: ['ndc', 'national drug code', 'drug code'],
  masks: ['####-####-##', '#####-###-##', '#####-####-#', '#####-####-##', '###########'],
  shape: /^\d{10,11}$/,
  valid: ['0777-3105-02', '50580-449-05'],
  invalid: ['0777-31-02'],
})
