import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access and refresh tokens of Google OAuth. */
export const googleOauthToken = vendorSecret({
  code: 'secret_google_oauth_token',
  label: 'Google OAuth Token',
  hints: ['ya00.', '0//0'],
  shape: 'ya29\\.[A-Za-z0-9_-]{20,1024}|1//0[A-Za-z0-9_-]{40,120}',
  samples: [`ya29.${madeUp('url', 120)}`, `1//0${madeUp('url', 100)}`],
})
