import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Jina AI. */
export const jinaKey = vendorSecret({
  code: 'secret_jina_key',
  label: 'Jina Key',
  hints: ['jina_'],
  shape: 'jina_[A-Za-z0-9_-]{60}',
  samples: [`jina_${madeUp('hex', 32)}${madeUp('url', 28)}`],
})
