import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of users and accounts at Cloudflare, and global keys, with their checksum. */
export const cloudflareToken = vendorSecret({
  code: 'secret_cloudflare_token',
  label: 'Cloudflare Token',
  hints: ['cfut_', 'cfat_', 'cfk_'],
  shape: 'cf(?:ut|at|k)_[A-Za-z0-9_-]{32,48}[0-9a-f]{8}',
  samples: [`cfut_${madeUp('alnum', 40)}${madeUp('hex', 8)}`],
})
