import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of people and agents at Buildkite. */
export const buildkiteToken = vendorSecret({
  code: 'secret_buildkite_token',
  label: 'Buildkite Token',
  hints: ['bkua_', 'bkaj_'],
  shape: 'bk(?:ua|aj)_[0-9a-zA-Z]{40,64}',
  samples: [`bkua_${madeUp('hex', 40)}`],
})
