import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Client secrets and tokens of Ramp. */
export const rampToken = vendorSecret({
  code: 'secret_ramp_token',
  label: 'Ramp Token',
  hints: ['ramp_sec_', 'ramp_tok_', 'ramp_business_tok_'],
  shape: 'ramp_(?:sec|tok|business_tok)_[A-Za-z0-9]{32,64}',
  samples: [`ramp_sec_${madeUp('alnum', 48)}`],
})
