import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Application tokens of Astra DB. */
export const astraToken = vendorSecret({
  code: 'secret_astra_token',
  label: 'Astra DB Token',
  hints: ['astracs:'],
  shape: 'AstraCS:[A-Za-z0-9]{24}:[0-9a-f]{64}',
  samples: [`AstraCS:${madeUp('alnum', 24)}:${madeUp('hex', 64)}`],
})
