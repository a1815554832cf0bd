import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Telnyx. */
export const telnyxKey = vendorSecret({
  code: 'secret_telnyx_key',
  label: 'Telnyx Key',
  hints: ['key0'],
  shape: 'KEY[0-9A-F]{32}_[A-Za-z0-9]{22}',
  samples: [`KEY0${madeUp('hex', 31).toUpperCase()}_${madeUp('alnum', 22)}`],
})
