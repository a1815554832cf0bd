import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Perplexity. */
export const perplexityKey = vendorSecret({
  code: 'secret_perplexity_key',
  label: 'Perplexity Key',
  hints: ['pplx-'],
  shape: 'pplx-[A-Za-z0-9]{40,64}',
  samples: [`pplx-${madeUp('alnum', 48)}`],
})
