import { expect, it } from 'vitest'
import type { Reply } from '../wire.ts'
import { azureAccounts } from './resources.ts'
import { azureOpenaiVendor } from './vendor.ts'

const nowMs = Date.UTC(2026, 10, 18, 15)
const vendor = azureOpenaiVendor('probe')
const { tenantId, subscriptionId, apps, general } = azureAccounts('probe')

function ask(path: string, query: Record<string, string>, body = '', authorization = ''): Reply {
  const headers = new Headers({ host: 'sandbox', ...(authorization === '' ? {} : { authorization }) })
  const method = body === '' ? 'GET' : 'POST'
  return vendor.answer({ method, path, query: new URLSearchParams(query), headers, body, nowMs })
}

function signIn(changes: Record<string, string> = {}): Reply {
  const form = {
    client_id: apps[0].clientId,
    client_secret: apps[0].secret,
    scope: 'https://management.azure.com/.default',
    ...changes,
  }
  return ask(`/login/${tenantId}/oauth2/v2.0/token`, {}, new URLSearchParams(form).toString())
}

const bearer = () => `Bearer ${(signIn().body as { access_token: string }).access_token}`

it.each([
  [{ client_secret: 'x' }, 401, 'invalid_client'],
  [{ client_id: 'x' }, 400, 'unauthorized_client'],
  [{ scope: 'https://graph.microsoft.com/.default' }, 400, 'invalid_scope'],
])('signs nobody in with %j', (changes, status, error) => {
  expect(signIn(changes)).toMatchObject({ status, body: { error } })
})

it('refuses a management call without a token', () => {
  const path = `/management/subscriptions/${subscriptionId}/providers/Microsoft.CognitiveServices/accounts`
  expect(ask(path, {})).toMatchObject({
    status: 401,
    body: { error: { code: 'InvalidAuthenticationToken' } },
  })
  expect(ask(path, {}, '', bearer()).status).toBe(200)
})

it('sums all deployments into one series without a filter, and cuts series off at the top that is asked for', () => {
  const series = (query: Record<string, string>) => {
    const answer = ask(
      `/management${general.id}/providers/Microsoft.Insights/metrics`,
      {
        metricnames: 'InputTokens',
        interval: 'PT1H',
        aggregation: 'Total',
        timespan: '2026-11-16T00:00:00Z/2026-11-18T00:00:00Z',
        ...query,
      },
      '',
      bearer(),
    )
    return (answer.body as { value: [{ timeseries: unknown[] }] }).value[0].timeseries.length
  }
  const $filter = "ModelDeploymentName eq '*'"
  expect([series({}), series({ $filter, top: '2' })]).toEqual([1, 2])
  expect(series({ $filter, top: '100' })).toBeGreaterThan(2)
})

it('has no costs of services that it does not bill, and none of more days than Azure gives', () => {
  const query = (to: string, values: string[]) =>
    ask(
      `/management/subscriptions/${subscriptionId}/providers/Microsoft.CostManagement/query`,
      {},
      JSON.stringify({
        timeframe: 'Custom',
        timePeriod: { from: '2026-10-01T00:00:00Z', to },
        dataset: {
          granularity: 'Daily',
          grouping: [{ name: 'ResourceId' }, { name: 'Meter' }],
          filter: { dimensions: { values } },
        },
      }),
      bearer(),
    ).status
  expect(query('2026-10-05T23:59:59Z', ['Foundry Models'])).toBe(200)
  expect(query('2026-10-05T23:59:59Z', ['Storage'])).toBe(204)
  expect(query('2026-11-05T23:59:59Z', ['Foundry Models'])).toBe(400)
})
