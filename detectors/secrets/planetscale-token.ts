import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens and passwords of PlanetScale. */
export const planetscaleToken = vendorSecret({
  code: 'secret_planetscale_token',
  label: 'PlanetScale Token',
  hints: ['pscale_tkn_', 'pscale_oauth_', 'pscale_pw_'],
  shape: 'pscale_(?:tkn|oauth|pw)_[A-Za-z0-9=._-]{32,64}',
  samples: [`pscale_tkn_${madeUp('url', 43)}`, `pscale_pw_${madeUp('url', 43, 2)}`],
})
