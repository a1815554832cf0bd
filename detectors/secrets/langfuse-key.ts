import { madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secret keys of Langfuse. */
export const langfuseKey = vendorSecret({
  code: 'secret_langfuse_key',
  label: 'Langfuse Key',
  hints: ['sk-lf-'],
  shape: 'sk-lf-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  samples: [`sk-lf-${madeUpUuid()}`],
})
