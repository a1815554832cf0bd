import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of LlamaCloud. */
export const llamacloudKey = vendorSecret({
  code: 'secret_llamacloud_key',
  label: 'LlamaCloud Key',
  hints: ['llx-'],
  shape: 'llx-[A-Za-z0-9_-]{48}',
  samples: [`llx-${madeUp('alnum', 48)}`],
})
