import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Addresses to which anybody may post and so start a Zap. */
export const zapierWebhook = vendorSecret({
  code: 'secret_zapier_webhook',
  label: 'Zapier Webhook',
  hints: ['hooks.zapier.com/'],
  shape: 'hooks\\.zapier\\.com/hooks/catch/\\d{4,12}/[A-Za-z0-9]{5,16}',
  samples: [`hooks.zapier.com/hooks/catch/4417${madeUp('digits', 4)}/b${madeUp('lower', 6)}`],
})
