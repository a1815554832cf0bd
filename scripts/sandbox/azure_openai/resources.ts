import { hashText, idText } from '../../demo/chance.ts'
import { listedModel, type Model } from '../models.ts'
import type { Call } from '../traffic.ts'

/** The models that the company runs on Azure, by the names that its bill gives them. */
export const azureModels: readonly Model[] = Object.freeze([
  listedModel('azure', 'gpt-5-mini'),
  listedModel('azure', 'gpt-5'),
  listedModel('azure', 'gpt-4.1'),
])

/** What an app of the company's tenant may do. */
export type AzureRole = 'monitoring' | 'costs'

export type AzureAccounts = ReturnType<typeof azureAccounts>

/** The company's tenant, subscription, apps and resources for a seed. */
export function azureAccounts(seed: string) {
  const uuid = (label: string) => {
    const hex = idText(hashText(`${seed}/azure/${label}`), 32, '0123456789abcdef')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  const secretOf = (label: string) => {
    const word = (part: string, length: number) => idText(hashText(`${seed}/azure/${label}/${part}`), length)
    return `${word('head', 3)}8Q~${word('tail', 34)}`
  }
  const subscriptionId = uuid('subscription')
  const group = `/subscriptions/${subscriptionId}/resourceGroups/ai-Platform`
  const resource = (name: string, kind: string, location: string) => ({
    id: `${group}/providers/Microsoft.CognitiveServices/accounts/${name}`,
    name,
    kind,
    location,
  })
  return {
    tenantId: uuid('tenant'),
    subscriptionId,
    apps: [
      { clientId: uuid('app'), secret: secretOf('app'), roles: ['monitoring', 'costs'] as AzureRole[] },
      { clientId: uuid('app-counts'), secret: secretOf('app-counts'), roles: ['monitoring'] as AzureRole[] },
    ] as const,
    clinical: resource('northwind-aoai-se', 'OpenAI', 'swedencentral'),
    general: resource('Northwind-Foundry', 'AIServices', 'eastus2'),
    speech: resource('northwind-speech', 'SpeechServices', 'eastus2'),
  }
}

/** Where a call runs: what concerns patients and contracts stays in Sweden. */
export function resourceOf(accounts: AzureAccounts, { caller }: Call) {
  return caller.account.team.id === 'clinical' || caller.account.team.id === 'legal'
    ? accounts.clinical
    : accounts.general
}

export function deploymentOf({ model, batch }: Call): string {
  return `${model.id}-${batch ? 'Batch' : 'prod'}`
}
