import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Pydantic Logfire. */
export const logfireToken = vendorSecret({
  code: 'secret_logfire_token',
  label: 'Logfire Token',
  hints: ['pylf_v'],
  shape: 'pylf_v\\d_(?:us|eu|[a-z]{2,8})_[A-Za-z0-9]{40,64}',
  samples: [`pylf_v1_us_${madeUp('alnum', 43)}`],
})
