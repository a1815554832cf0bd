import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Private keys of Mailgun. */
export const mailgunKey = vendorSecret({
  code: 'secret_mailgun_key',
  label: 'Mailgun Key',
  hints: ['key-'],
  shape: 'key-[0-9a-f]{32}',
  samples: [`key-${madeUp('hex', 32)}`],
})
