import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Socket. */
export const socketToken = vendorSecret({
  code: 'secret_socket_token',
  label: 'Socket Token',
  hints: ['sktsec_'],
  shape: 'sktsec_[A-Za-z0-9_-]{40,60}(?:_api)?',
  samples: [`sktsec_${madeUp('url', 45)}_api`],
})
