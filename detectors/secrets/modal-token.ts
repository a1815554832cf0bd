import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secrets of tokens of Modal. */
export const modalToken = vendorSecret({
  code: 'secret_modal_token',
  label: 'Modal Token',
  hints: ['as-', 'ak-'],
  shape: 'a[ks]-[A-Za-z0-9]{22}(?![A-Za-z0-9_-])',
  samples: [`as-${madeUp('alnum', 22)}`],
})
