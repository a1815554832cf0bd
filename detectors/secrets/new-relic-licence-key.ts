import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Licence keys of New Relic, which end with its letters. */
export const newRelicLicenceKey = vendorSecret({
  code: 'secret_new_relic_licence_key',
  label: 'New Relic Licence Key',
  hints: ['nral'],
  lead: { shape: '[0-9a-fA-F]+', lengths: [36] },
  shape: 'NRAL',
  samples: [`${madeUp('hex', 36)}NRAL`],
})
