import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of RunPod. */
export const runpodKey = vendorSecret({
  code: 'secret_runpod_key',
  label: 'RunPod Key',
  hints: ['rpa_'],
  shape: 'rpa_[A-Za-z0-9]{40,50}',
  samples: [`rpa_${madeUp('upper', 46)}`],
})
