import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

const HEX = [...'abcdef0']
/** The two letters with any two hexadecimal digits. */
const HINTS = ['sk', 'ac'].flatMap((kind) => HEX.flatMap((a) => HEX.map((b) => kind + a + b)))

/** Keys and account numbers of Twilio. */
export const twilioKey = vendorSecret({
  code: 'secret_twilio_key',
  label: 'Twilio Key',
  hints: HINTS,
  shape: '(?:SK|AC)[0-9a-f]{32}',
  samples: [`SK${madeUp('hex', 32)}`, `AC${madeUp('hex', 32, 2)}`],
})
