import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of people and services at Harness. */
export const harnessToken = vendorSecret({
  code: 'secret_harness_token',
  label: 'Harness Token',
  hints: ['pat.', 'sat.'],
  shape: '[ps]at\\.[A-Za-z0-9_-]{22}\\.[0-9a-f]{24}\\.[A-Za-z0-9]{20}',
  samples: [`pat.${madeUp('url', 22)}.${madeUp('hex', 24)}.${madeUp('alnum', 20)}`],
})
