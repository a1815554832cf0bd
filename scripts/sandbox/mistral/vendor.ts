import { directoryOf } from '../directory.ts'
import { trafficSums } from '../ledger.ts'
import { answerBy, type Route } from '../routes.ts'
import { trafficOf } from '../traffic.ts'
import { Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'
import { auditLogs, mistralOrganization, users, workspaces } from './organization.ts'
import { costsNano, mistralModels, usage } from './usage.ts'

/** Mistral's Admin API for a seed. It takes its key in the header of the guides only. */
export function mistralVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const organization = mistralOrganization(seed, directory)
  const traffic = trafficOf(seed, { name: 'mistral', models: mistralModels }, directory)
  const get = (path: string, body: (request: WireRequest) => unknown): Route => ({
    method: 'GET',
    path: new RegExp(`^/v1/admin/${path}$`),
    answer: (request) => ({ body: body(request) }),
  })
  return {
    id: 'mistral',
    variables: (url) => ({ MISTRAL_BASE_URL: `${url}/v1/admin` }),
    credentials: () => [{ kind: 'admin_key', secret: organization.adminKey }],
    ledger: (fromMs, toMs, nowMs) => ({
      ...trafficSums(traffic, { fromMs, toMs, nowMs }),
      requests: null,
      costsNano: { EUR: costsNano(traffic, seed, { fromMs, toMs, nowMs }) },
    }),
    fault: (status) => refused(status, faultMessages[status] ?? 'Internal Server Error'),
    answer: answerBy(
      [
        get('usage', (request) => usage(request, traffic, organization, seed)),
        get('audit-logs', (request) => auditLogs(request, organization, seed)),
        get('users', (request) => users(request, organization)),
        get('workspaces', (request) => workspaces(request, organization)),
      ],
      ({ headers }) => {
        const key = headers.get('x-api-key')
        if (key === organization.workspaceKey) throw new Refusal(403, faultMessages[403] ?? '')
        if (key !== organization.adminKey) throw new Refusal(401, faultMessages[401] ?? '')
      },
      refused,
    ),
  }
}

const faultMessages: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Admin API key required',
  429: 'Rate limit exceeded',
}

function refused(status: number, message: string): Reply {
  return { status, body: { detail: message } }
}
