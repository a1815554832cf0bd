import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secrets of service accounts of MongoDB Atlas. */
export const mongodbAtlasSecret = vendorSecret({
  code: 'secret_mongodb_atlas_secret',
  label: 'MongoDB Atlas Secret',
  hints: ['mdb_sa_sk_'],
  shape: 'mdb_sa_sk_[A-Za-z0-9_-]{36,48}',
  samples: [`mdb_sa_sk_${madeUp('url', 40)}`],
})
