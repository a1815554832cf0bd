import { azureOpenai } from '../../workers/collector/vendors/azure-openai.ts'
import { type Reply, type SeenCall, serveVendor } from './vendor-wire.ts'

export const nowMs = Date.parse('2026-11-20T12:30:15Z')
const subscription = '11111111-1111-4111-8111-111111111111'
export const resourceId = `/subscriptions/${subscription}/resourceGroups/AI/providers/Microsoft.CognitiveServices/accounts/Acme-AOAI`
export const credential = {
  secret: 'abc8Q~0123456789012345678901234567890123',
  settings: {
    tenant_id: '22222222-2222-4222-8222-222222222222',
    client_id: '33333333-3333-4333-8333-333333333333',
    subscription_id: subscription,
  },
  accountRef: subscription,
}
export const window = {
  fromMs: Date.parse('2026-11-18T00:00:00Z'),
  toMs: Date.parse('2026-11-19T00:00:00Z'),
  page: null,
}

const token = {
  token_type: 'Bearer',
  expires_in: 3599,
  ext_expires_in: 3599,
  access_token: 'eyJ.granted.token',
}

type Answers = {
  signIn?: Reply
  accounts?: unknown[]
  deployments?: unknown[]
  /** Answers of the management API's lists, where they are not just the two above. */
  lists?: (url: URL) => Reply | null
  metrics?: (call: SeenCall) => Reply
  costs?: (call: SeenCall) => Reply
  activity?: Reply
}

/** Azure as the test has it answer: signed in to, with one resource unless it says otherwise. */
export const azure = (answers: Answers) =>
  serveVendor(azureOpenai, { ...credential, nowMs }, (url, call) => {
    const { pathname } = url
    if (pathname.endsWith('/oauth2/v2.0/token')) return answers.signIn ?? { body: token }
    if (call.headers.authorization !== `Bearer ${token.access_token}`)
      return { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'no token' } } }
    if (pathname.endsWith('/metrics')) return answers.metrics?.(call) ?? { body: metricsBody([]) }
    if (pathname.endsWith('/query')) return answers.costs?.(call) ?? { status: 204 }
    if (pathname.endsWith('/values')) return answers.activity ?? { body: { value: [] } }
    const listed = answers.lists?.(url) ?? null
    if (listed !== null) return listed
    if (pathname.endsWith('/deployments')) return { body: { value: answers.deployments ?? [] } }
    return {
      body: {
        value: answers.accounts ?? [{ id: resourceId, name: 'Acme-AOAI', kind: 'OpenAI', location: 'x' }],
      },
    }
  })

export const metricsBody = (value: unknown[], interval = 'PT1H') => ({
  cost: 59,
  interval,
  value,
  unknown_field: 1,
})
