import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Paddle. */
export const paddleKey = vendorSecret({
  code: 'secret_paddle_key',
  label: 'Paddle Key',
  hints: ['pdl_live_apikey_', 'pdl_sdbx_apikey_'],
  shape: 'pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}',
  samples: [`pdl_live_apikey_${madeUp('lower', 26)}_${madeUp('alnum', 22)}_${madeUp('alnum', 3)}`],
})
