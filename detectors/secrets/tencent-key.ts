import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secret ids of Tencent Cloud. */
export const tencentKey = vendorSecret({
  code: 'secret_tencent_key',
  label: 'Tencent Cloud Key',
  hints: ['akid'],
  shape: 'AKID[A-Za-z0-9]{32}',
  samples: [`AKID${madeUp('alnum', 32)}`],
})
