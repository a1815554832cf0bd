import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of people at Asana. */
export const asanaToken = vendorSecret({
  code: 'secret_asana_token',
  label: 'Asana Token',
  hints: ['0/000000000000'],
  shape: '[012]/\\d{13,19}(?:/\\d{13,19})?:[0-9a-f]{32}',
  samples: [
    `2/1204567890123${madeUp('digits', 3)}/1204567890124${madeUp('digits', 3)}:${madeUp('hex', 32)}`,
    `1/1204567890123${madeUp('digits', 3)}:${madeUp('hex', 32, 2)}`,
  ],
})
