import { madeUp } from './made-up.ts'
import { namedSecret } from './named-secret.ts'

/** Account keys in connection strings of Azure Storage, Service Bus, Event Hubs and Cosmos DB. */
export const azureStorageKey = namedSecret({
  code: 'secret_azure_storage_key',
  label: 'Azure Storage Key',
  hints: ['accountkey=', 'sharedaccesskey='],
  name: '(?:Account|SharedAccess)Key=',
  value: '[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=',
  find: [
    [
      `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${madeUp('alnum', 86)}==;EndpointSuffix=core.windows.net`,
      `${madeUp('alnum', 86)}==`,
    ],
    [`AccountKey=${madeUp('base64', 86)}==`, `${madeUp('base64', 86)}==`],
    [
      `"AccountEndpoint=https://c.documents.azure.com:443/;AccountKey=${madeUp('alnum', 86, 3)}==;"`,
      `${madeUp('alnum', 86, 3)}==`,
    ],
    [
      `Endpoint=sb://c.servicebus.windows.net/;SharedAccessKeyName=all;SharedAccessKey=${madeUp('alnum', 43)}=`,
      `${madeUp('alnum', 43)}=`,
    ],
  ],
  ignore: [
    ['AccountKey=<your account key>', 'a template'],
    [`AccountKey=${'x'.repeat(86)}==`, 'a placeholder'],
    [`AccountKey=${madeUp('alnum', 80)}==`, 'too short'],
    [`AccountName=${madeUp('alnum', 86)}==`, 'a name and not a key'],
  ],
})
