import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Licence keys of MaxMind. */
export const maxmindKey = vendorSecret({
  code: 'secret_maxmind_key',
  label: 'MaxMind Key',
  hints: ['_mmk'],
  lead: { shape: '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}', lengths: [36] },
  shape: '_mmk',
  samples: [`${madeUp('alnum', 6)}_${madeUp('alnum', 29)}_mmk`],
})
