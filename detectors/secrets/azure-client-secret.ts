import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Client secrets of Microsoft Entra applications, which carry `7Q~` or `8Q~` after three characters. */
export const azureClientSecret = vendorSecret({
  code: 'secret_azure_client_secret',
  label: 'Azure Client Secret',
  hints: ['0q~'],
  lead: { shape: '[A-Za-z0-9_~.-]+', lengths: [3] },
  shape: '\\dQ~[A-Za-z0-9_~.-]{31,34}',
  samples: [`${madeUp('alnum', 3)}8Q~${madeUp('alnum', 34)}`],
})
