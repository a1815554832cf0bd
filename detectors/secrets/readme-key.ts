import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of ReadMe. */
export const readmeKey = vendorSecret({
  code: 'secret_readme_key',
  label: 'ReadMe Key',
  hints: ['rdme_'],
  shape: 'rdme_[a-z0-9]{70}',
  samples: [`rdme_${madeUp('lower', 70)}`],
})
