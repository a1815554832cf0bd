import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Addresses to which anybody may post into a Discord channel. */
export const discordWebhook = vendorSecret({
  code: 'secret_discord_webhook',
  label: 'Discord Webhook',
  hints: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
  shape: 'discord(?:app)?\\.com/api/webhooks/\\d{17,20}/[A-Za-z0-9_-]{60,80}',
  samples: [`discord.com/api/webhooks/${madeUp('digits', 18)}/${madeUp('url', 68)}`],
})
