import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Personal, OAuth and refresh tokens of DigitalOcean. */
export const digitaloceanToken = vendorSecret({
  code: 'secret_digitalocean_token',
  label: 'DigitalOcean Token',
  hints: ['dop_v0_', 'doo_v0_', 'dor_v0_'],
  shape: 'do[opr]_v1_[0-9a-f]{64}',
  samples: [`dop_v1_${madeUp('hex', 64)}`, `dor_v1_${madeUp('hex', 64, 2)}`],
})
