import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Rootly. */
export const rootlyKey = vendorSecret({
  code: 'secret_rootly_key',
  label: 'Rootly Key',
  hints: ['rootly_'],
  shape: 'rootly_[0-9a-f]{64}',
  samples: [`rootly_${madeUp('hex', 64)}`],
})
