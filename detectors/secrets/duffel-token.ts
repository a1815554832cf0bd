import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Duffel. */
export const duffelToken = vendorSecret({
  code: 'secret_duffel_token',
  label: 'Duffel Token',
  hints: ['duffel_'],
  shape: 'duffel_(?:test|live)_[A-Za-z0-9_=-]{43}',
  samples: [`duffel_live_${madeUp('url', 43)}`],
})
