import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of organizations and people at Sentry. */
export const sentryToken = vendorSecret({
  code: 'secret_sentry_token',
  label: 'Sentry Token',
  hints: ['sntrys_', 'sntryu_'],
  shape: 'sntrys_eyJ[A-Za-z0-9+/_=-]{40,400}|sntryu_[0-9a-f]{64}',
  samples: [`sntrys_eyJ${madeUp('base64', 140)}`, `sntryu_${madeUp('hex', 64)}`],
})
