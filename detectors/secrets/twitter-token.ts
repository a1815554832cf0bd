import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Bearer tokens of apps on X, formerly Twitter. */
export const twitterToken = vendorSecret({
  code: 'secret_twitter_token',
  label: 'X Bearer Token',
  hints: ['aaaaaaaaaaaaaaaa'],
  shape: 'A{21}[A-Za-z0-9]{8,24}(?:(?:%[0-9A-F]{2}|[=+/])[A-Za-z0-9]{1,60}){1,4}',
  samples: [`AAAAAAAAAAAAAAAAAAAAA${madeUp('alnum', 12)}%3D${madeUp('alnum', 50)}`],
})
