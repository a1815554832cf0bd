import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access tokens and secrets of Square. */
export const squareToken = vendorSecret({
  code: 'secret_square_token',
  label: 'Square Token',
  hints: ['sq0atp-', 'sq0csp-', 'sq0idp-', 'eaaa'],
  shape: 'sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,60}|EAAA[A-Za-z0-9_-]{60}',
  samples: [`sq0atp-${madeUp('url', 22)}`, `sq0csp-${madeUp('url', 43)}`, `EAAAE${madeUp('url', 59)}`],
})
