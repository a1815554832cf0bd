import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Weights & Biases. */
export const wandbKey = vendorSecret({
  code: 'secret_wandb_key',
  label: 'Weights & Biases Key',
  hints: ['wandb_v1_'],
  shape: 'wandb_v1_[A-Za-z0-9_-]{60,90}',
  samples: [`wandb_v1_${madeUp('url', 77)}`],
})
