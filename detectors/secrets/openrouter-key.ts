import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of OpenRouter. */
export const openrouterKey = vendorSecret({
  code: 'secret_openrouter_key',
  label: 'OpenRouter Key',
  hints: ['sk-or-v0-'],
  shape: 'sk-or-v1-[0-9a-f]{64}',
  samples: [`sk-or-v1-${madeUp('hex', 64)}`],
})
