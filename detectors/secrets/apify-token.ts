import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Apify. */
export const apifyToken = vendorSecret({
  code: 'secret_apify_token',
  label: 'Apify Token',
  hints: ['apify_api_'],
  shape: 'apify_api_[A-Za-z0-9]{34,40}',
  samples: [`apify_api_${madeUp('alnum', 36)}`],
})
