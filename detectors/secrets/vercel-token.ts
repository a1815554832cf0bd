import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Vercel for people, integrations, apps, its AI gateway and its blob stores. */
export const vercelToken = vendorSecret({
  code: 'secret_vercel_token',
  label: 'Vercel Token',
  hints: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'vercel_blob_rw_'],
  shape: 'vc[piark]_[A-Za-z0-9]{24,80}|vercel_blob_rw_[A-Za-z0-9]{10,24}_[A-Za-z0-9]{24,40}',
  samples: [`vcp_${madeUp('alnum', 56)}`, `vercel_blob_rw_${madeUp('alnum', 16)}_${madeUp('alnum', 30)}`],
})
