import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of ElevenLabs. */
export const elevenlabsKey = vendorSecret({
  code: 'secret_elevenlabs_key',
  label: 'ElevenLabs Key',
  hints: ['sk_'],
  shape: 'sk_[0-9a-f]{48}',
  samples: [`sk_${madeUp('hex', 48)}`],
})
