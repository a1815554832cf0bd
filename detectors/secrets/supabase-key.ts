import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens and secret keys of Supabase. */
export const supabaseKey = vendorSecret({
  code: 'secret_supabase_key',
  label: 'Supabase Key',
  hints: ['sbp_', 'sb_secret_'],
  shape: 'sbp_(?:oauth_|v0_)?[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{22,44}',
  samples: [`sbp_${madeUp('hex', 40)}`, `sb_secret_${madeUp('url', 31)}`],
})
