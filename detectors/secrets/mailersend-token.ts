import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of MailerSend. */
export const mailersendToken = vendorSecret({
  code: 'secret_mailersend_token',
  label: 'MailerSend Token',
  hints: ['mlsn.'],
  shape: 'mlsn\\.[0-9a-f]{64}',
  samples: [`mlsn.${madeUp('hex', 64)}`],
})
