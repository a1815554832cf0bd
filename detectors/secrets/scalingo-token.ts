import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Scalingo. */
export const scalingoToken = vendorSecret({
  code: 'secret_scalingo_token',
  label: 'Scalingo Token',
  hints: ['tk-us-'],
  shape: 'tk-us-[A-Za-z0-9_-]{48}',
  samples: [`tk-us-${madeUp('url', 48)}`],
})
