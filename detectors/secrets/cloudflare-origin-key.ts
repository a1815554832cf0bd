import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Cloudflare's Origin CA. */
export const cloudflareOriginKey = vendorSecret({
  code: 'secret_cloudflare_origin_key',
  label: 'Cloudflare Origin CA Key',
  hints: ['v0.0-'],
  shape: 'v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}',
  samples: [`v1.0-${madeUp('hex', 24)}-${madeUp('hex', 146)}`],
})
