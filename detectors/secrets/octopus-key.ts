import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** API keys of Octopus Deploy. */
export const octopusKey = vendorSecret({
  code: 'secret_octopus_key',
  label: 'Octopus Deploy Key',
  hints: ['api-'],
  shape: 'API-[A-Z0-9]{25,32}',
  samples: [`API-${madeUp('upper', 26)}`],
})
