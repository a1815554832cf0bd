import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Passwords of services of Aiven. */
export const aivenPassword = vendorSecret({
  code: 'secret_aiven_password',
  label: 'Aiven Password',
  hints: ['avns_'],
  shape: 'AVNS_[A-Za-z0-9_-]{19}',
  samples: [`AVNS_${madeUp('url', 19)}`],
})
