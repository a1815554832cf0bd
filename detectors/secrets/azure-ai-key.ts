import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Azure OpenAI and other AI services, which carry a signature in their middle. */
export const azureAiKey = vendorSecret({
  code: 'secret_azure_ai_key',
  label: 'Azure AI Key',
  hints: ['jqqj99'],
  lead: { shape: '[A-Za-z0-9]+', lengths: [52] },
  shape: 'JQQJ9[9D][A-Za-z0-9]{8,24}AC[A-Z]G[A-Za-z0-9]{4}',
  samples: [`${madeUp('alnum', 52)}JQQJ99${madeUp('alnum', 18)}ACOG${madeUp('alnum', 4)}`],
})
