import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Personal tokens of Typeform. */
export const typeformToken = vendorSecret({
  code: 'secret_typeform_token',
  label: 'Typeform Token',
  hints: ['tfp_'],
  shape: 'tfp_[A-Za-z0-9_.=-]{44,59}',
  samples: [`tfp_${madeUp('alnum', 44)}`],
})
