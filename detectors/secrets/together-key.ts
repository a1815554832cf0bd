import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Together AI. */
export const togetherKey = vendorSecret({
  code: 'secret_together_key',
  label: 'Together Key',
  hints: ['tgp_v1_'],
  shape: 'tgp_v1_[A-Za-z0-9_-]{43}',
  samples: [`tgp_v1_${madeUp('url', 43)}`],
})
