import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of SendGrid. */
export const sendgridKey = vendorSecret({
  code: 'secret_sendgrid_key',
  label: 'SendGrid Key',
  hints: ['sg.'],
  shape: 'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}',
  samples: [`SG.${madeUp('url', 22)}.${madeUp('url', 43)}`],
})
