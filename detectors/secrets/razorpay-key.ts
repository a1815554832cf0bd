import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Razorpay. */
export const razorpayKey = vendorSecret({
  code: 'secret_razorpay_key',
  label: 'Razorpay Key',
  hints: ['rzp_live_', 'rzp_test_'],
  shape: 'rzp_(?:live|test)_[A-Za-z0-9]{14,24}',
  samples: [`rzp_live_${madeUp('alnum', 14)}`],
})
