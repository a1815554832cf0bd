import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of EasyPost. */
export const easypostKey = vendorSecret({
  code: 'secret_easypost_key',
  label: 'EasyPost Key',
  hints: ['ezak', 'eztk'],
  shape: 'EZ[AT]K[A-Za-z0-9]{54}',
  samples: [`EZAK${madeUp('alnum', 54)}`],
})
