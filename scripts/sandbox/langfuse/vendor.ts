import { hashText, idText } from '../../demo/chance.ts'
import { directoryOf } from '../directory.ts'
import { singleCallSums } from '../ledger.ts'
import { listedModel } from '../models.ts'
import { answerBy } from '../routes.ts'
import { rememberedCalls, type SpokenCall, spokenNano } from '../spoken.ts'
import { trafficOf } from '../traffic.ts'
import { intParam, Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'

const label = 'obs'
const projectName = 'patient-portal'
const models = Object.freeze([
  listedModel('openai', 'gpt-4.1-2025-04-14'),
  listedModel('anthropic', 'claude-haiku-4-5-20251001'),
])

/** A project in Langfuse's cloud for a seed. */
export function langfuseVendor(seed: string): Vendor {
  const traffic = trafficOf(seed, { name: 'langfuse', models, listsCalls: true }, directoryOf(seed))
  const callsOf = rememberedCalls(traffic, label)
  const uuid = (name: string) => {
    const hex = idText(hashText(`${seed}/langfuse/${name}`), 32, '0123456789abcdef')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
  const publicKey = `pk-lf-${uuid('public')}`
  const secretKey = `sk-lf-${uuid('secret')}`
  const projectId = `clx${idText(hashText(`${seed}/langfuse`), 12)}`
  return {
    id: 'langfuse',
    variables: () => ({}),
    credentials: (url) => [
      {
        kind: 'project_keys',
        secret: secretKey,
        settings: { public_key: publicKey, base_url: url },
      },
    ],
    ledger: (fromMs, toMs, nowMs) => ({
      ...singleCallSums(traffic, { fromMs, toMs, nowMs }),
      costsNano: {},
      chargedNano: spokenNano(traffic, label, { fromMs, toMs, nowMs }),
    }),
    fault: (status) => refused(status, 'Internal Server Error'),
    answer: answerBy(
      [
        {
          method: 'GET',
          path: /^\/api\/public\/projects$/,
          answer: () => ({
            body: { data: [{ id: projectId, name: projectName, metadata: {}, retentionDays: 90 }] },
          }),
        },
        {
          method: 'GET',
          path: /^\/api\/public\/v2\/observations$/,
          answer: (request) => ({ body: observations(request, callsOf, projectId) }),
        },
      ],
      ({ headers }) => {
        const wanted = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`
        if (headers.get('authorization') !== wanted) {
          throw new Refusal(401, 'Invalid credentials. Confirm that you’ve configured the correct host.')
        }
      },
      refused,
    ),
  }
}

function refused(status: number, message: string): Reply {
  return { status, body: { message, error: status === 401 ? 'UnauthorizedError' : 'Error' } }
}

/** Newest first; without the fields that are asked for there is neither text nor usage. */
function observations(
  { query, nowMs }: WireRequest,
  callsOf: ReturnType<typeof rememberedCalls>,
  projectId: string,
): unknown {
  const at = (name: string, otherwise: number): number => {
    const text = query.get(name)
    const ms = text === null ? otherwise : Date.parse(text)
    if (Number.isNaN(ms)) throw new Refusal(400, 'Invalid request data')
    return ms
  }
  const limit = intParam(query, 'limit', { min: 1, max: 1_000, otherwise: 50 })
  const fields = new Set((query.get('fields') ?? 'core,basic').split(','))
  const cursor = query.get('cursor')
  const from = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64url').toString())
  if (!Number.isInteger(from) || from < 0) throw new Refusal(400, 'Invalid request data')
  const span = { fromMs: at('fromStartTime', 0), toMs: at('toStartTime', nowMs), nowMs }
  const calls = callsOf(span).toReversed()
  const isMore = calls.length > from + limit
  return {
    data: calls.slice(from, from + limit).map((call) => observation(call, projectId, fields)),
    meta: isMore ? { cursor: Buffer.from(String(from + limit)).toString('base64url') } : {},
  }
}

function observation(
  { call, id, usd, latencyMs, prompt, response }: SpokenCall,
  projectId: string,
  fields: ReadonlySet<string>,
): unknown {
  const { meter, model, caller, atMs } = call
  return {
    id,
    traceId: `tr-${id}`,
    projectId,
    type: 'GENERATION',
    startTime: new Date(atMs).toISOString(),
    endTime: new Date(atMs + latencyMs).toISOString(),
    name: 'chat',
    level: 'DEFAULT',
    ...(fields.has('io')
      ? { input: JSON.stringify([{ role: 'user', content: prompt }]), output: response }
      : {}),
    ...(fields.has('trace_context')
      ? { userId: caller.person?.email ?? null, sessionId: 's1', tags: ['prod'] }
      : {}),
    ...(fields.has('model') ? { providedModelName: model.id, modelParameters: { temperature: 0.2 } } : {}),
    ...(fields.has('usage')
      ? {
          usageDetails: {
            input: meter.inputTokens - meter.cacheReadTokens,
            ...(meter.cacheReadTokens > 0 ? { input_cached_tokens: meter.cacheReadTokens } : {}),
            output: meter.outputTokens,
            total: meter.inputTokens + meter.outputTokens,
          },
          costDetails: { total: usd },
          totalCost: usd,
        }
      : {}),
    ...(fields.has('metrics') ? { latency: latencyMs / 1000, timeToFirstToken: 0.4 } : {}),
  }
}
