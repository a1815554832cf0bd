import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Service account and cloud tokens of Grafana. */
export const grafanaToken = vendorSecret({
  code: 'secret_grafana_token',
  label: 'Grafana Token',
  hints: ['glsa_', 'glc_', 'eyjrijoi'],
  shape:
    'glsa_[A-Za-z0-9]{32}_[0-9A-Za-z]{8}|glc_[A-Za-z0-9+/]{32,400}={0,2}|eyJrIjoi[A-Za-z0-9+/]{60,400}={0,3}',
  samples: [`glsa_${madeUp('alnum', 32)}_${madeUp('hex', 8)}`, `glc_ey${madeUp('base64', 110)}`],
})
