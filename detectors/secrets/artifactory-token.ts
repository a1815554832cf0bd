import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys and reference tokens of JFrog Artifactory. */
export const artifactoryToken = vendorSecret({
  code: 'secret_artifactory_token',
  label: 'Artifactory Token',
  hints: ['akcp', 'cmvmdgtu'],
  shape: 'AKCp[A-Za-z0-9]{69}|cmVmdGtu[A-Za-z0-9]{50,60}',
  samples: [`AKCp${madeUp('alnum', 69)}`, `cmVmdGtu${madeUp('alnum', 56)}`],
})
