import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of the Rust package index. */
export const cratesIoToken = vendorSecret({
  code: 'secret_crates_io_token',
  label: 'crates.io Token',
  hints: ['cio'],
  shape: 'cio[A-Za-z0-9]{32}',
  samples: [`cio${madeUp('alnum', 32)}`],
  holds: (value) => /\d/.test(value) && /[A-Z]/.test(value),
})
