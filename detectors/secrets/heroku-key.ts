import { madeUp, madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Heroku. */
export const herokuKey = vendorSecret({
  code: 'secret_heroku_key',
  label: 'Heroku Key',
  hints: ['hrku-'],
  shape: 'HRKU-(?:AA[A-Za-z0-9_-]{58}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{30,64})',
  samples: [`HRKU-AA${madeUp('url', 58)}`, `HRKU-${madeUpUuid()}`],
})
