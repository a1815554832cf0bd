import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Linear. */
export const linearKey = vendorSecret({
  code: 'secret_linear_key',
  label: 'Linear Key',
  hints: ['lin_api_', 'lin_oauth_'],
  shape: 'lin_(?:api|oauth)_[A-Za-z0-9]{40,64}',
  samples: [`lin_api_${madeUp('alnum', 40)}`],
})
