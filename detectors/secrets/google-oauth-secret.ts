import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Client secrets of Google OAuth. */
export const googleOauthSecret = vendorSecret({
  code: 'secret_google_oauth_secret',
  label: 'Google OAuth Secret',
  hints: ['gocspx-'],
  shape: 'GOCSPX-[A-Za-z0-9_-]{28}',
  samples: [`GOCSPX-${madeUp('url', 28)}`],
})
