import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Root keys of Unkey. */
export const unkeyKey = vendorSecret({
  code: 'secret_unkey_key',
  label: 'Unkey Root Key',
  hints: ['unkey_'],
  shape: 'unkey_[A-Za-z0-9]{20,32}',
  samples: [`unkey_${madeUp('alnum', 22)}`],
})
