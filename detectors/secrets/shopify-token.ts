import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens and secrets of Shopify. */
export const shopifyToken = vendorSecret({
  code: 'secret_shopify_token',
  label: 'Shopify Token',
  hints: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shpua_', 'shprt_'],
  shape: 'shp(?:at|ca|pa|ss|ua|rt)_[0-9a-fA-F]{32}',
  samples: [`shpat_${madeUp('hex', 32)}`, `shpss_${madeUp('hex', 32, 2)}`],
})
