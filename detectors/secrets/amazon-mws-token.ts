import { madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of the Amazon marketplace. */
export const amazonMwsToken = vendorSecret({
  code: 'secret_amazon_mws_token',
  label: 'Amazon MWS Token',
  hints: ['amzn.mws.'],
  shape: 'amzn\\.mws\\.[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}',
  samples: [`amzn.mws.${madeUpUuid()}`],
})
