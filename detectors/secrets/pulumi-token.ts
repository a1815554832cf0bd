import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Pulumi. */
export const pulumiToken = vendorSecret({
  code: 'secret_pulumi_token',
  label: 'Pulumi Token',
  hints: ['pul-'],
  shape: 'pul-[0-9a-f]{40}',
  samples: [`pul-${madeUp('hex', 40)}`],
})
