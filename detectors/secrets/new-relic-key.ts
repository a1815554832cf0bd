import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of New Relic for people, ingest and browsers. */
export const newRelicKey = vendorSecret({
  code: 'secret_new_relic_key',
  label: 'New Relic Key',
  hints: ['nrak-', 'nrii-', 'nrjs-', 'nraa-', 'nrra-'],
  shape: 'NR(?:AK|II|AA|RA)-[A-Za-z0-9_-]{27,42}|NRJS-[0-9a-f]{19}',
  samples: [`NRAK-${madeUp('upper', 27)}`],
})
