import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Brevo, formerly Sendinblue. */
export const brevoKey = vendorSecret({
  code: 'secret_brevo_key',
  label: 'Brevo Key',
  hints: ['xkeysib-', 'xsmtpsib-'],
  shape: 'x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}',
  samples: [`xkeysib-${madeUp('hex', 64)}-${madeUp('alnum', 16)}`],
})
