import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Management tokens of Contentful. */
export const contentfulToken = vendorSecret({
  code: 'secret_contentful_token',
  label: 'Contentful Token',
  hints: ['cfpat-'],
  shape: 'CFPAT-[A-Za-z0-9_-]{43}',
  samples: [`CFPAT-${madeUp('url', 43)}`],
})
