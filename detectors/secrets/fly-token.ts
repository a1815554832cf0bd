import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Macaroon tokens of Fly. */
export const flyToken = vendorSecret({
  code: 'secret_fly_token',
  label: 'Fly Token',
  hints: ['flyv0 fm', 'fo0_'],
  shape: 'FlyV1 fm[12][ar]?_[A-Za-z0-9+/,_=-]{80,4000}|fo1_[A-Za-z0-9_-]{43}',
  samples: [`FlyV1 fm2_${madeUp('base64', 200)}`, `fo1_${madeUp('url', 43)}`],
})
