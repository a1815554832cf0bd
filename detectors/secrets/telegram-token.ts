import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Telegram bots: the bot's number, a colon, and 35 characters of which the first two are `AA`. */
export const telegramToken = vendorSecret({
  code: 'secret_telegram_token',
  label: 'Telegram Bot Token',
  hints: [':aa'],
  lead: { shape: '[1-9]\\d+', lengths: [10, 9, 8] },
  shape: ':AA[A-Za-z0-9_-]{32,33}',
  samples: [`7${madeUp('digits', 9)}:AA${madeUp('url', 33)}`],
})
