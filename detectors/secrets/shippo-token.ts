import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Shippo. */
export const shippoToken = vendorSecret({
  code: 'secret_shippo_token',
  label: 'Shippo Token',
  hints: ['shippo_'],
  shape: 'shippo_(?:live|test)_[0-9a-f]{40}',
  samples: [`shippo_live_${madeUp('hex', 40)}`],
})
