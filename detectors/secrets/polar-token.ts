import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of people and organizations at Polar. */
export const polarToken = vendorSecret({
  code: 'secret_polar_token',
  label: 'Polar Token',
  hints: ['polar_'],
  shape: 'polar_(?:oat|pat|at_[uo]|rt_[uo])_[A-Za-z0-9]{32,60}',
  samples: [`polar_oat_${madeUp('alnum', 43)}`],
})
