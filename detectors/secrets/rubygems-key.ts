import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of RubyGems. */
export const rubygemsKey = vendorSecret({
  code: 'secret_rubygems_key',
  label: 'RubyGems Key',
  hints: ['rubygems_'],
  shape: 'rubygems_[0-9a-f]{48}',
  samples: [`rubygems_${madeUp('hex', 48)}`],
})
