import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Cerebras. */
export const cerebrasKey = vendorSecret({
  code: 'secret_cerebras_key',
  label: 'Cerebras Key',
  hints: ['csk-'],
  shape: 'csk-[a-z0-9]{48}',
  samples: [`csk-${madeUp('lower', 48)}`],
})
