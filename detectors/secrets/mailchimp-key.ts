import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Mailchimp: 32 hexadecimal digits and the data centre. */
export const mailchimpKey = vendorSecret({
  code: 'secret_mailchimp_key',
  label: 'Mailchimp Key',
  hints: ['-us0'],
  lead: { shape: '[0-9a-f]+', lengths: [32] },
  shape: '-us\\d{1,2}',
  samples: [`${madeUp('hex', 32)}-us14`],
})
