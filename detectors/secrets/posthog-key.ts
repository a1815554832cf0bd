import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Personal keys of PostHog. */
export const posthogKey = vendorSecret({
  code: 'secret_posthog_key',
  label: 'PostHog Key',
  hints: ['phx_'],
  shape: 'phx_[A-Za-z0-9]{40,50}',
  samples: [`phx_${madeUp('alnum', 43)}`],
})
