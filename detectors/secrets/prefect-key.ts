import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Prefect. */
export const prefectKey = vendorSecret({
  code: 'secret_prefect_key',
  label: 'Prefect Key',
  hints: ['pnu_', 'pnb_'],
  shape: 'pn[ub]_[A-Za-z0-9]{36}',
  samples: [`pnu_${madeUp('lower', 36)}`],
})
