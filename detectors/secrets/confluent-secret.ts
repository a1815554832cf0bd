import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secrets of keys of Confluent Cloud. */
export const confluentSecret = vendorSecret({
  code: 'secret_confluent_secret',
  label: 'Confluent Secret',
  hints: ['cflt'],
  shape: 'cflt[A-Za-z0-9+/]{60}',
  samples: [`cflt${madeUp('base64', 60)}`],
})
