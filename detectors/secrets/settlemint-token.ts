import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of SettleMint. */
export const settlemintToken = vendorSecret({
  code: 'secret_settlemint_token',
  label: 'SettleMint Token',
  hints: ['sm_aat_', 'sm_pat_', 'sm_sat_'],
  shape: 'sm_[aps]at_[A-Za-z0-9]{16}',
  samples: [`sm_aat_${madeUp('alnum', 16)}`],
})
