import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Resend. */
export const resendKey = vendorSecret({
  code: 'secret_resend_key',
  label: 'Resend Key',
  hints: ['re_'],
  shape: 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}',
  samples: [`re_${madeUp('alnum', 8)}_${madeUp('alnum', 24)}`],
  holds: (value) => /\d/.test(value) && /[A-Z]/.test(value),
})
