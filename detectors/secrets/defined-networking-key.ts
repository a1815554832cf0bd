import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** API keys of Defined Networking. */
export const definedNetworkingKey = vendorSecret({
  code: 'secret_defined_networking_key',
  label: 'Defined Networking Key',
  hints: ['dnkey-'],
  shape: 'dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}',
  samples: [`dnkey-${madeUp('alnum', 26)}-${madeUp('alnum', 52)}`],
})
