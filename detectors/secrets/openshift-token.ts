import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of OpenShift. */
export const openshiftToken = vendorSecret({
  code: 'secret_openshift_token',
  label: 'OpenShift Token',
  hints: ['sha000~'],
  shape: 'sha256~[A-Za-z0-9_-]{43}',
  samples: [`sha256~${madeUp('url', 43)}`],
})
