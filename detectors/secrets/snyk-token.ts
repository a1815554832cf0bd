import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of users and services at Snyk. */
export const snykToken = vendorSecret({
  code: 'secret_snyk_token',
  label: 'Snyk Token',
  hints: ['snyk_uat.', 'snyk_sat.'],
  shape: 'snyk_[us]at\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{40,400}(?:\\.[A-Za-z0-9_-]{20,200})?',
  samples: [`snyk_uat.${madeUp('hex', 8)}.${madeUp('url', 100)}`],
})
