import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Voyage AI. */
export const voyageKey = vendorSecret({
  code: 'secret_voyage_key',
  label: 'Voyage Key',
  hints: ['pa-'],
  shape: 'pa-[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])',
  samples: [`pa-${madeUp('url', 43)}`],
})
