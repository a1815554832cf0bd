import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Service account tokens and secret keys of 1Password. */
export const onepasswordToken = vendorSecret({
  code: 'secret_onepassword_token',
  label: '1Password Token',
  hints: ['ops_eyj', 'a0-'],
  shape:
    'ops_eyJ[A-Za-z0-9+/_-]{60,4000}={0,3}|A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}',
  samples: [
    `ops_eyJ${madeUp('base64', 250)}`,
    `A3-${madeUp('upper', 6)}-${madeUp('upper', 6, 2)}-${madeUp('upper', 5)}-${madeUp('upper', 5, 2)}-${madeUp('upper', 5, 3)}-${madeUp('upper', 5, 4)}`,
  ],
})
