import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Postman. */
export const postmanKey = vendorSecret({
  code: 'secret_postman_key',
  label: 'Postman Key',
  hints: ['pmak-', 'pmat-'],
  shape: 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}|PMAT-[0-9A-Z]{26}',
  samples: [`PMAK-${madeUp('hex', 24)}-${madeUp('hex', 34)}`],
})
