import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secret keys of Flutterwave. */
export const flutterwaveKey = vendorSecret({
  code: 'secret_flutterwave_key',
  label: 'Flutterwave Key',
  hints: ['flwseck'],
  shape: 'FLWSECK(?:_TEST)?-[0-9a-zA-Z]{32}(?:-X)?',
  samples: [`FLWSECK_TEST-${madeUp('hex', 32)}-X`],
})
