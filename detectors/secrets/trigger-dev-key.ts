import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Trigger.dev. */
export const triggerDevKey = vendorSecret({
  code: 'secret_trigger_dev_key',
  label: 'Trigger.dev Key',
  hints: ['tr_dev_', 'tr_prod_', 'tr_stg_', 'tr_pat_'],
  shape: 'tr_(?:dev|prod|stg|pat)_[A-Za-z0-9]{20,48}',
  samples: [`tr_prod_${madeUp('alnum', 24)}`],
})
