import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Addresses to which anybody may post into a Slack channel. */
export const slackWebhook = vendorSecret({
  code: 'secret_slack_webhook',
  label: 'Slack Webhook',
  hints: ['hooks.slack.com/'],
  shape:
    'hooks\\.slack\\.com/(?:services/T[A-Za-z0-9_]{5,14}/B[A-Za-z0-9_]{5,14}/[A-Za-z0-9_]{16,32}|(?:workflows|triggers)/T?[A-Za-z0-9]{5,14}/A?[A-Za-z0-9]{5,16}/[A-Za-z0-9/]{16,64})',
  samples: [
    `hooks.slack.com/services/T${madeUp('upper', 10)}/B${madeUp('upper', 10)}/${madeUp('alnum', 24)}`,
  ],
})
