import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Personal access tokens of Airtable. */
export const airtableToken = vendorSecret({
  code: 'secret_airtable_token',
  label: 'Airtable Token',
  hints: ['pat'],
  shape: 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
  samples: [`pat${madeUp('alnum', 14)}.${madeUp('hex', 64)}`],
})
