import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** HashiCorp Vault tokens: service, batch and recovery. */
export const vaultToken = vendorSecret({
  code: 'secret_vault_token',
  label: 'Vault Token',
  hints: ['hvs.', 'hvb.', 'hvr.'],
  shape: 'hv[sbr]\\.[A-Za-z0-9_-]{20,300}',
  samples: [`hvs.${madeUp('url', 95)}`, `hvb.${madeUp('url', 160)}`, `hvs.${madeUp('alnum', 24)}`],
})
