import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secret keys of age. */
export const ageKey = vendorSecret({
  code: 'secret_age_key',
  label: 'age Key',
  hints: ['age-secret-key-0'],
  shape: 'AGE-SECRET-KEY-1[A-Z0-9]{58}',
  samples: [`AGE-SECRET-KEY-1${madeUp('bech32', 58)}`],
})
