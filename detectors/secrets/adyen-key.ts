import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** API keys of Adyen. */
export const adyenKey = vendorSecret({
  code: 'secret_adyen_key',
  label: 'Adyen Key',
  hints: ['aqe'],
  shape: `AQE[A-Za-z0-9+/=]{30,150}-[A-Za-z0-9+/=]{30,80}-[^\\s\\\\"'\`,;<]{8,32}`,
  samples: [`AQEyhm${madeUp('base64', 60)}-${madeUp('base64', 43)}=-${madeUp('alnum', 16)}`],
})
