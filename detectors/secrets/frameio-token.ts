import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Frame.io. */
export const frameioToken = vendorSecret({
  code: 'secret_frameio_token',
  label: 'Frame.io Token',
  hints: ['fio-u-'],
  shape: 'fio-u-[A-Za-z0-9_=-]{64}',
  samples: [`fio-u-${madeUp('url', 64)}`],
})
