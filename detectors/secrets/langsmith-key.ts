import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of LangSmith. */
export const langsmithKey = vendorSecret({
  code: 'secret_langsmith_key',
  label: 'LangSmith Key',
  hints: ['lsv2_', 'ls__'],
  shape: 'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}|ls__[0-9a-f]{32}',
  samples: [`lsv2_pt_${madeUp('hex', 32)}_${madeUp('hex', 10)}`],
})
