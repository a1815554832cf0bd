import { nanoFromCents } from '../../../analytics/pricing/money.ts'
import { hashText, idText } from '../../demo/chance.ts'
import { company } from '../../demo/company.ts'
import { usdOf } from '../charges.ts'
import { type Caller, directoryOf } from '../directory.ts'
import { grouped } from '../grouped.ts'
import { trafficSums } from '../ledger.ts'
import { type Model, unlistedModel } from '../models.ts'
import { DAY_MS, floorTo } from '../moments.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { type Traffic, trafficOf } from '../traffic.ts'
import { intParam, Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'

const ORGANIZATION = 'northwind'
/** What a page holds at most, whatever is asked for. */
const DAYS_MAX = 10

const models: readonly Model[] = Object.freeze([
  unlistedModel('Qwen/Qwen3-32B', 0.1, 0.3),
  unlistedModel('meta-llama/Llama-3.3-70B-Instruct', 0.6, 0.6),
  unlistedModel('openai/gpt-oss-120b', 0.15, 0.6),
])

/** Which provider serves a model; each has one. */
const providers = ['nscale', 'together', 'novita']
const providerOf = ({ id }: Model) => providers[models.findIndex((model) => model.id === id)] ?? 'nscale'

/** Hugging Face's billing API for a seed. Every answer tells what is left of the rate limit. */
export function huggingfaceVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = trafficOf(seed, { name: 'huggingface', models }, directory)
  const token = `hf_${idText(hashText(`${seed}/huggingface/token`), 34)}`
  const withoutBilling = `hf_${idText(hashText(`${seed}/huggingface/without-billing`), 34)}`
  const organizationId = idText(hashText(`${seed}/huggingface`), 24, '0123456789abcdef')
  return {
    id: 'huggingface',
    variables: (url) => ({ HUGGINGFACE_BASE_URL: url }),
    credentials: () => [{ kind: 'token', secret: token, settings: { organization: ORGANIZATION } }],
    ledger: (fromMs, toMs, nowMs) => ({
      ...trafficSums(traffic, { fromMs, toMs, nowMs }),
      tokensCached: 0,
      costsNano: {
        USD: linesOf(traffic, fromMs, toMs, nowMs).reduce(
          (sum, line) => sum + nanoFromCents(centsOf(line)),
          0n,
        ),
      },
    }),
    fault: (status) => refused(status, faultMessages[status] ?? 'Internal Error'),
    answer: answerBy(
      [
        {
          method: 'GET',
          path: /^\/api\/whoami-v2$/,
          answer: () => ({ headers: limit(999), body: whoAmI(organizationId) }),
        },
        {
          method: 'GET',
          path: /^\/api\/organizations\/([^/]+)\/billing\/usage\/inference$/,
          answer: (request, [name]) => {
            if (name !== ORGANIZATION) throw new Refusal(404, 'Organization not found')
            if (bearerOf(request) !== token) throw new Refusal(403, faultMessages[403] ?? '')
            return inferenceUsage(request, traffic)
          },
        },
      ],
      (request) => {
        if (![token, withoutBilling].includes(bearerOf(request)))
          throw new Refusal(401, faultMessages[401] ?? '')
      },
      refused,
    ),
  }
}

const limit = (left: number) => ({
  ratelimit: `"api";r=${left};t=${left === 0 ? 120 : 300}`,
  'ratelimit-policy': '"fixed window";"api";q=1000;w=300',
})

const faultMessages: Readonly<Record<number, string>> = {
  401: 'Invalid credentials in Authorization header',
  403: 'Token has no permission to read billing',
  429: 'We had to rate limit you',
}

function refused(status: number, message: string): Reply {
  return { status, headers: limit(status === 429 ? 0 : 998), body: { error: message } }
}

function whoAmI(organizationId: string): unknown {
  return {
    type: 'user',
    id: '64f0',
    name: 'northwind-collector',
    fullname: 'Collector',
    email: 'collector@northwind.example',
    emailVerified: true,
    canPay: true,
    orgs: [
      { type: 'org', id: '65aa', name: 'friends', fullname: 'Friends' },
      { type: 'org', id: organizationId, name: ORGANIZATION, fullname: company.name, canPay: true },
    ],
    auth: { type: 'access_token', accessToken: { displayName: 'collector', role: 'read' } },
  }
}

type Line = {
  readonly dayMs: number
  readonly user: string
  readonly model: Model
  requests: number
  tokensIn: number
  tokensOut: number
  usd: number
}

const userOf = ({ name }: Caller) => name.toLowerCase().replace(/[^a-z]+/g, '-')
const centsOf = ({ usd }: Line) => Math.round(usd * 100)

function linesOf(traffic: Traffic, fromMs: number, toMs: number, nowMs: number): Line[] {
  return grouped<Line>(
    traffic,
    { startMs: fromMs, endMs: toMs },
    nowMs,
    ({ atMs, caller, model }) => `${floorTo(atMs, DAY_MS)}/${caller.index}/${model.id}`,
    ({ atMs, caller, model }) => ({
      dayMs: floorTo(atMs, DAY_MS),
      user: userOf(caller),
      model,
      requests: 0,
      tokensIn: 0,
      tokensOut: 0,
      usd: 0,
    }),
    (line, call) => {
      line.requests += call.meter.requests * call.counted
      line.tokensIn += call.meter.inputTokens * call.counted
      line.tokensOut += call.meter.outputTokens * call.counted
      line.usd += usdOf(call)
    },
  )
}

/** A page of whole days with a link to the next. Errors: Refusal 400. */
function inferenceUsage({ query, path, headers, nowMs }: WireRequest, traffic: Traffic): Partial<Reply> {
  const [fromMs, toMs] = [Date.parse(query.get('startDate') ?? ''), Date.parse(query.get('endDate') ?? '')]
  if (!(fromMs <= toMs)) throw new Refusal(400, 'Invalid dates')
  const size = Math.min(intParam(query, 'limit', { min: 1, max: 31, otherwise: 10 }), DAYS_MAX)
  const firstMs = Number(query.get('cursor') ?? floorTo(fromMs, DAY_MS))
  const lastMs = floorTo(toMs, DAY_MS)
  const days = Array.from({ length: size }, (_, i) => firstMs + i * DAY_MS).filter((dayMs) => dayMs <= lastMs)
  const endMs = firstMs + days.length * DAY_MS
  const byDay = Map.groupBy(linesOf(traffic, firstMs, endMs, nowMs), ({ dayMs }) => dayMs)
  const next = new URLSearchParams(query)
  next.set('cursor', String(endMs))
  const link = `<http://${headers.get('host')}/huggingface${path}?${next}>; rel="next"`
  return {
    headers: { ...limit(999), ...(endMs <= lastMs ? { link } : {}) },
    body: days.map((dayMs) => ({
      period: new Date(dayMs).toISOString(),
      usage: (byDay.get(dayMs) ?? []).map((line) => ({
        user: line.user,
        model: line.model.id,
        provider: providerOf(line.model),
        requestCount: line.requests,
        costCents: centsOf(line),
        inputTokens: line.tokensIn,
        outputTokens: line.tokensOut,
      })),
    })),
  }
}
