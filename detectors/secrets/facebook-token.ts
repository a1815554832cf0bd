import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access tokens of Facebook and Instagram. */
export const facebookToken = vendorSecret({
  code: 'secret_facebook_token',
  label: 'Facebook Token',
  hints: ['eaa', 'igqv'],
  shape: 'EAA(?:CEdEose0cBA[A-Za-z0-9]{20,300}|[MCGB][A-Za-z0-9]{80,300})|IGQV[A-Za-z0-9_-]{80,300}',
  samples: [`EAAC${madeUp('alnum', 180)}`],
})
