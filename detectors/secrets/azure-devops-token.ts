import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Personal access tokens of Azure DevOps: 84 characters with `AZDO` near their end. */
export const azureDevopsToken = vendorSecret({
  code: 'secret_azure_devops_token',
  label: 'Azure DevOps Token',
  hints: ['azdo'],
  lead: { shape: '[A-Za-z0-9]+', lengths: [76] },
  shape: 'AZDO[A-Za-z0-9]{4}',
  samples: [`${madeUp('alnum', 76)}AZDO${madeUp('alnum', 4)}`],
})
