import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access tokens of Dropbox. */
export const dropboxToken = vendorSecret({
  code: 'secret_dropbox_token',
  label: 'Dropbox Token',
  hints: ['sl.'],
  shape: 'sl\\.(?:u\\.)?[A-Za-z0-9_-]{130,1500}={0,2}',
  samples: [`sl.${madeUp('url', 136)}`, `sl.u.${madeUp('url', 200)}`],
})
