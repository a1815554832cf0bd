import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secrets with which webhooks are signed. */
export const stripeWebhookSecret = vendorSecret({
  code: 'secret_stripe_webhook_secret',
  label: 'Stripe Webhook Secret',
  hints: ['whsec_'],
  shape: 'whsec_[A-Za-z0-9+/]{24,76}={0,2}',
  samples: [`whsec_${madeUp('alnum', 32)}`],
})
