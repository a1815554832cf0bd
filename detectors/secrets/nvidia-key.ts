import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of the NVIDIA API catalogue. */
export const nvidiaKey = vendorSecret({
  code: 'secret_nvidia_key',
  label: 'NVIDIA Key',
  hints: ['nvapi-'],
  shape: 'nvapi-[A-Za-z0-9_-]{60,72}',
  samples: [`nvapi-${madeUp('url', 64)}`],
})
