import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Doppler. */
export const dopplerToken = vendorSecret({
  code: 'secret_doppler_token',
  label: 'Doppler Token',
  hints: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
  shape: 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}',
  samples: [`dp.pt.${madeUp('alnum', 43)}`, `dp.st.prd.${madeUp('alnum', 43, 2)}`],
})
