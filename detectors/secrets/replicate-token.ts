import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Replicate. */
export const replicateToken = vendorSecret({
  code: 'secret_replicate_token',
  label: 'Replicate Token',
  hints: ['r8_'],
  shape: 'r8_[A-Za-z0-9]{37}',
  samples: [`r8_${madeUp('alnum', 37)}`],
})
