import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys and access tokens of E2B. */
export const e2bKey = vendorSecret({
  code: 'secret_e2b_key',
  label: 'E2B Key',
  hints: ['e2b_', 'sk_e2b_'],
  shape: '(?:sk_)?e2b_[0-9a-f]{40}',
  samples: [`e2b_${madeUp('hex', 40)}`],
})
