import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Firecrawl. */
export const firecrawlKey = vendorSecret({
  code: 'secret_firecrawl_key',
  label: 'Firecrawl Key',
  hints: ['fc-'],
  shape: 'fc-[0-9a-z]{32}',
  samples: [`fc-${madeUp('hex', 32)}`],
})
