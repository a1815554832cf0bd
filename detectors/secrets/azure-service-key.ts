import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Azure services that carry a signature in their middle: Functions, Search, registries, storage and others. */
export const azureServiceKey = vendorSecret({
  code: 'secret_azure_service_key',
  label: 'Azure Service Key',
  hints: ['azfu', 'azse', '+acr', '+ast', '+asb', '+aeh', 'acdb', 'apim', 'aaaaaz'],
  lead: { shape: '[A-Za-z0-9+/_-]+', lengths: [76, 44, 42, 33] },
  shape: '(?:AzFu|AzSe|\\+ACR|\\+ASt|\\+ASb|\\+AEh|ACDb|APIM|AAAAAz)[A-Za-z0-9+/]{5,10}={0,2}',
  samples: [
    `${madeUp('alnum', 44)}AzFu${madeUp('alnum', 6)}==`,
    `${madeUp('alnum', 42)}AzSe${madeUp('alnum', 6)}`,
  ],
})
