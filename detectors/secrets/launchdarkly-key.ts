import { madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Server-side and API keys of LaunchDarkly. */
export const launchdarklyKey = vendorSecret({
  code: 'secret_launchdarkly_key',
  label: 'LaunchDarkly Key',
  hints: ['sdk-', 'api-'],
  shape: '(?:sdk|api)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}',
  samples: [`sdk-${madeUpUuid()}`, `api-${madeUpUuid(2)}`],
})
