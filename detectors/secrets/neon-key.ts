import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Neon. */
export const neonKey = vendorSecret({
  code: 'secret_neon_key',
  label: 'Neon Key',
  hints: ['napi_'],
  shape: 'napi_[A-Za-z0-9]{48,72}',
  samples: [`napi_${madeUp('lower', 64)}`],
})
