import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access tokens of PayPal Braintree. */
export const braintreeToken = vendorSecret({
  code: 'secret_braintree_token',
  label: 'Braintree Token',
  hints: ['access_token$'],
  shape: 'access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}',
  samples: [`access_token$production$${madeUp('lower', 16)}$${madeUp('hex', 32)}`],
})
