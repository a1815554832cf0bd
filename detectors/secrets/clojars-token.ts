import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Deploy tokens of Clojars. */
export const clojarsToken = vendorSecret({
  code: 'secret_clojars_token',
  label: 'Clojars Token',
  hints: ['clojars_'],
  shape: 'CLOJARS_[A-Za-z0-9]{60}',
  samples: [`CLOJARS_${madeUp('lower', 60)}`],
})
