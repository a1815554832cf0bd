import { madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Axiom. */
export const axiomToken = vendorSecret({
  code: 'secret_axiom_token',
  label: 'Axiom Token',
  hints: ['xaat-', 'xapt-'],
  shape: 'xa[ap]t-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}',
  samples: [`xaat-${madeUpUuid()}`],
})
