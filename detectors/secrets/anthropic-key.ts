import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Anthropic for the API and for administrators. */
export const anthropicKey = vendorSecret({
  code: 'secret_anthropic_key',
  label: 'Anthropic Key',
  hints: ['sk-ant-'],
  shape: 'sk-ant-(?:api|admin|sid|oat|ort)\\d{2}-[A-Za-z0-9_-]{40,140}',
  samples: [`sk-ant-api03-${madeUp('url', 93)}AA`, `sk-ant-admin01-${madeUp('url', 93, 2)}AA`],
})
