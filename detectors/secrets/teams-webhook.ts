import { madeUp, madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Addresses to which anybody may post into a channel of Microsoft Teams. */
export const teamsWebhook = vendorSecret({
  code: 'secret_teams_webhook',
  label: 'Teams Webhook',
  hints: ['webhook.office.com/webhookb0/'],
  shape:
    'webhook\\.office\\.com/webhookb2/[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f-]{36}',
  samples: [
    `webhook.office.com/webhookb2/${madeUpUuid()}@${madeUpUuid(2)}/IncomingWebhook/${madeUp('hex', 32)}/${madeUpUuid(3)}`,
  ],
})
