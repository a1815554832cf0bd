import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** API tokens of Atlassian. */
export const atlassianToken = vendorSecret({
  code: 'secret_atlassian_token',
  label: 'Atlassian Token',
  hints: ['atatt0', 'atctt0', 'atstt0', 'atbb'],
  shape: 'AT[ACS]TT3[A-Za-z0-9_=-]{60,260}|ATBB[A-Za-z0-9]{32}',
  samples: [`ATATT3xFfGF0${madeUp('url', 171)}=4B7A90CE`, `ATBB${madeUp('alnum', 24)}4B7A90CE`],
})
