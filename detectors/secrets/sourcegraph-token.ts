import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access tokens of Sourcegraph. */
export const sourcegraphToken = vendorSecret({
  code: 'secret_sourcegraph_token',
  label: 'Sourcegraph Token',
  hints: ['sgp_'],
  shape: 'sgp_(?:(?:[0-9a-f]{16}|local)_)?[0-9a-f]{40}',
  samples: [`sgp_${madeUp('hex', 40)}`, `sgp_${madeUp('hex', 16)}_${madeUp('hex', 40, 2)}`],
})
