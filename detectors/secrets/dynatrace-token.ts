import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Dynatrace. */
export const dynatraceToken = vendorSecret({
  code: 'secret_dynatrace_token',
  label: 'Dynatrace Token',
  hints: ['dt0'],
  shape: 'dt0[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}',
  samples: [`dt0c01.${madeUp('upper', 24)}.${madeUp('upper', 64)}`],
})
