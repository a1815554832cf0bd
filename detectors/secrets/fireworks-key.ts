import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Fireworks. */
export const fireworksKey = vendorSecret({
  code: 'secret_fireworks_key',
  label: 'Fireworks Key',
  hints: ['fw_'],
  shape: 'fw_[A-Za-z0-9]{22,26}',
  samples: [`fw_${madeUp('alnum', 24)}`],
  holds: (value) => /\d/.test(value) && /[A-Z]/.test(value),
  ignore: [['fw_update_available_interrupted', 'a name in source code']],
})
