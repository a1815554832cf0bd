import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Groq. */
export const groqKey = vendorSecret({
  code: 'secret_groq_key',
  label: 'Groq Key',
  hints: ['gsk_'],
  shape: 'gsk_[A-Za-z0-9]{48,60}',
  samples: [`gsk_${madeUp('alnum', 52)}`],
})
