import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Browserbase. */
export const browserbaseKey = vendorSecret({
  code: 'secret_browserbase_key',
  label: 'Browserbase Key',
  hints: ['bb_live_'],
  shape: 'bb_live_[A-Za-z0-9_-]{27}',
  samples: [`bb_live_${madeUp('url', 27)}`],
})
