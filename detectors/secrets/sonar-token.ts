import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of users, projects and analyses in SonarQube. */
export const sonarToken = vendorSecret({
  code: 'secret_sonar_token',
  label: 'Sonar Token',
  hints: ['sqp_', 'squ_', 'sqa_'],
  shape: 'sq[pua]_[0-9a-z]{40}',
  samples: [`sqp_${madeUp('hex', 40)}`],
})
