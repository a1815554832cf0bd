import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Tavily. */
export const tavilyKey = vendorSecret({
  code: 'secret_tavily_key',
  label: 'Tavily Key',
  hints: ['tvly-'],
  shape: 'tvly-(?:dev-|prod-)?[A-Za-z0-9]{28,48}',
  samples: [`tvly-${madeUp('alnum', 32)}`, `tvly-dev-${madeUp('alnum', 32, 2)}`],
})
