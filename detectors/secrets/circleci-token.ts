import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of CircleCI. */
export const circleciToken = vendorSecret({
  code: 'secret_circleci_token',
  label: 'CircleCI Token',
  hints: ['ccipat_', 'cciprj_'],
  shape: 'CCI(?:PAT|PRJ)_[A-Za-z0-9]{20,26}_[0-9a-f]{40}',
  samples: [`CCIPAT_${madeUp('alnum', 22)}_${madeUp('hex', 40)}`],
})
