import { generateKeyPairSync } from 'node:crypto'
import { vertex } from '../../workers/collector/vendors/vertex.ts'
import { type Reply, type SeenCall, serveVendor } from './vendor-wire.ts'

export const nowMs = Date.parse('2026-11-20T12:30:15Z')
export const dayMs = 86_400_000
export const window = {
  fromMs: Date.parse('2026-11-18T00:20:00Z'),
  toMs: Date.parse('2026-11-19T00:00:00Z'),
  page: null,
}
export const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const document = {
  type: 'service_account',
  project_id: 'acme-ai-01',
  private_key_id: 'k1',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  client_email: 'reader@acme-ai-01.iam.gserviceaccount.com',
  token_uri: 'https://oauth2.googleapis.com/token',
}
export const table = 'acme-ai-01.billing.gcp_billing_export_v1_01A2B3'
export const credential = {
  secret: JSON.stringify(document),
  settings: { billing_table: table, billing_location: 'EU' },
  accountRef: 'acme-ai-01',
}

type Answers = {
  token?: Reply
  series?: (call: SeenCall) => Reply
  query?: (call: SeenCall) => Reply
}

export const google = ({ token, series, query }: Answers, changes: Partial<typeof credential> = {}) =>
  serveVendor(vertex, { ...credential, ...changes, nowMs }, (_url, call) => {
    if (call.url.pathname === '/token')
      return token ?? { body: { access_token: 'ya29.granted', expires_in: 3599, token_type: 'Bearer' } }
    if (call.headers.authorization !== 'Bearer ya29.granted')
      return { status: 401, body: { error: { code: 401, message: 'no token', status: 'UNAUTHENTICATED' } } }
    if (call.url.pathname.endsWith('/timeSeries')) return series?.(call) ?? { body: {} }
    return query?.(call) ?? { body: complete([]) }
  })

const hourEnd = '2026-11-18T01:00:00Z'
export const one = (type: string | null, value: unknown, model = 'gemini-2.5-flash', endTime = hourEnd) => ({
  metric: { type: 'm', labels: type === null ? {} : { type } },
  resource: { type: 'r', labels: { model_user_id: model, publisher: 'google', location: 'us-central1' } },
  metricKind: 'DELTA',
  points: [{ interval: { startTime: '2026-11-18T00:00:00Z', endTime }, value }],
})
export const int = (value: number | string) => ({ int64Value: String(value) })
export const isTokens = ({ url }: SeenCall) =>
  url.searchParams.get('filter')?.includes('token_count') ?? false

export const columns = ['day', 'project', 'sku', 'currency', 'cost', 'credits']
export const complete = (rows: (string | null)[][], pageToken?: string, order = columns) => ({
  jobComplete: true,
  jobReference: { projectId: 'acme-ai-01', jobId: 'job_1', location: 'EU' },
  schema: { fields: order.map((name) => ({ name, type: 'STRING' })) },
  rows: rows.map((row) => ({ f: row.map((v) => ({ v })) })),
  totalRows: '1',
  ...(pageToken === undefined ? {} : { pageToken }),
})
export const waiting = { jobComplete: false, jobReference: { jobId: 'job_1', location: 'EU' } }
export const line: (string | null)[] = [
  '2026-11-18',
  'acme-ai-01',
  'Gemini 2.5 Flash Input Tokens',
  'EUR',
  '3.412000000001',
  '-0.25',
]
