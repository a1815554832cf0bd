import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Netlify. */
export const netlifyToken = vendorSecret({
  code: 'secret_netlify_token',
  label: 'Netlify Token',
  hints: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
  shape: 'nf[pcoub]_[A-Za-z0-9_]{36,40}',
  samples: [`nfp_${madeUp('alnum', 36)}`],
})
