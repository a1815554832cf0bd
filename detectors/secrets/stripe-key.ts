import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secret and restricted keys of Stripe. */
export const stripeKey = vendorSecret({
  code: 'secret_stripe_key',
  label: 'Stripe Key',
  hints: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_', 'sk_prod_', 'rk_prod_'],
  shape: '[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,250}',
  samples: [
    `sk_live_${madeUp('alnum', 24)}`,
    `rk_live_${madeUp('alnum', 99)}`,
    `sk_test_${madeUp('alnum', 24, 2)}`,
  ],
})
