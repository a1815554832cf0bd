import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access key ids of Alibaba Cloud. */
export const alibabaKey = vendorSecret({
  code: 'secret_alibaba_key',
  label: 'Alibaba Cloud Key',
  hints: ['ltai'],
  shape: 'LTAI[A-Za-z0-9]{12,26}',
  samples: [`LTAI${madeUp('alnum', 20)}`],
  holds: (value) => /\d/.test(value),
})
