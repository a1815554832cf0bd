import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** API tokens of HCP Terraform. */
export const terraformToken = vendorSecret({
  code: 'secret_terraform_token',
  label: 'Terraform Token',
  hints: ['.atlasv0.'],
  lead: { shape: '[A-Za-z0-9]+', lengths: [14] },
  shape: '\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}',
  samples: [`${madeUp('alnum', 14)}.atlasv1.${madeUp('alnum', 67)}`],
})
