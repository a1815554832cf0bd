import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of xAI. */
export const xaiKey = vendorSecret({
  code: 'secret_xai_key',
  label: 'xAI Key',
  hints: ['xai-'],
  shape: 'xai-[A-Za-z0-9_]{70,100}',
  samples: [`xai-${madeUp('alnum', 80)}`],
})
