import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Adafruit IO. */
export const adafruitKey = vendorSecret({
  code: 'secret_adafruit_key',
  label: 'Adafruit Key',
  hints: ['aio_'],
  shape: 'aio_[A-Za-z0-9]{28}',
  samples: [`aio_${madeUp('alnum', 28)}`],
})
