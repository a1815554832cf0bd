import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Signing keys of Inngest. */
export const inngestKey = vendorSecret({
  code: 'secret_inngest_key',
  label: 'Inngest Key',
  hints: ['signkey-'],
  shape: 'signkey-(?:prod|test|branch)-[0-9a-f]{32,64}',
  samples: [`signkey-prod-${madeUp('hex', 64)}`],
})
