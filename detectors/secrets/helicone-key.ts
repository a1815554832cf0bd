import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Helicone. */
export const heliconeKey = vendorSecret({
  code: 'secret_helicone_key',
  label: 'Helicone Key',
  hints: ['sk-helicone-', 'pk-helicone-'],
  shape: '[sp]k-helicone-(?:eu-|cp-)?[a-z0-9]{7}(?:-[a-z0-9]{7}){3}',
  samples: [
    `sk-helicone-${madeUp('lower', 7)}-${madeUp('lower', 7, 2)}-${madeUp('lower', 7, 3)}-${madeUp('lower', 7, 4)}`,
  ],
})
