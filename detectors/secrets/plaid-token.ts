import { madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access tokens of Plaid. */
export const plaidToken = vendorSecret({
  code: 'secret_plaid_token',
  label: 'Plaid Token',
  hints: ['access-sandbox-', 'access-production-', 'access-development-'],
  shape: 'access-(?:sandbox|production|development)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  samples: [`access-production-${madeUpUuid()}`],
})
