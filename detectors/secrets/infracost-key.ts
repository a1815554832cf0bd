import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Infracost. */
export const infracostKey = vendorSecret({
  code: 'secret_infracost_key',
  label: 'Infracost Key',
  hints: ['ico-'],
  shape: 'ico-[A-Za-z0-9]{32}',
  samples: [`ico-${madeUp('alnum', 32)}`],
  holds: (value) => /\d/.test(value),
})
