import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Render. */
export const renderKey = vendorSecret({
  code: 'secret_render_key',
  label: 'Render Key',
  hints: ['rnd_'],
  shape: 'rnd_[A-Za-z0-9]{28,40}',
  samples: [`rnd_${madeUp('alnum', 32)}`],
})
