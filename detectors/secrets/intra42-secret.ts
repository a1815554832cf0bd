import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Client secrets of the intranet of 42. */
export const intra42Secret = vendorSecret({
  code: 'secret_intra42_secret',
  label: 'Intra 42 Secret',
  hints: ['s-s4t2'],
  shape: 's-s4t2(?:ud|af)-[0-9a-f]{64}',
  samples: [`s-s4t2ud-${madeUp('hex', 64)}`],
})
