import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of CockroachDB Cloud. */
export const cockroachdbKey = vendorSecret({
  code: 'secret_cockroachdb_key',
  label: 'CockroachDB Key',
  hints: ['ccdb1_'],
  shape: 'CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}',
  samples: [`CCDB1_${madeUp('alnum', 22)}_${madeUp('alnum', 40)}`],
})
