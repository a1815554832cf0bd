import { createHash } from 'node:crypto'
import { hashText, idText } from '../../demo/chance.ts'
import { type Caller, directoryOf } from '../directory.ts'
import { singleCallSums } from '../ledger.ts'
import { listedModel } from '../models.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { rememberedCalls, type SpokenCall, spokenNano } from '../spoken.ts'
import { trafficOf } from '../traffic.ts'
import { intParam, Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'

const label = 'chatcmpl'
const models = Object.freeze([
  listedModel('openai', 'gpt-5-mini-2025-08-07', 'openai/gpt-5-mini'),
  listedModel('mistral', 'mistral-large-2512', 'mistral/mistral-large-2512'),
])

/** A customer's LiteLLM proxy for a seed, which keeps what was said. */
export function litellmVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = trafficOf(seed, { name: 'litellm', models, listsCalls: true }, directory)
  const callsOf = rememberedCalls(traffic, label)
  const key = `sk-${idText(hashText(`${seed}/litellm`), 40)}`
  return {
    id: 'litellm',
    variables: () => ({}),
    credentials: (url) => [{ kind: 'proxy_key', secret: key, settings: { base_url: url } }],
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
          path: /^\/key\/info$/,
          answer: () => ({
            body: { key: hashOf(key), info: { key_alias: 'collector', spend: 1.23, expires: null } },
          }),
        },
        {
          method: 'GET',
          path: /^\/spend\/logs\/v2$/,
          answer: (request) => ({ body: spendLogs(request, callsOf) }),
        },
        {
          method: 'GET',
          path: /^\/user\/list$/,
          answer: (request) => ({ body: users(request, directory.callers) }),
        },
        {
          method: 'GET',
          path: /^\/team\/list$/,
          answer: () => ({
            body: directory.teams.map(({ team }) => ({ team_id: `team-${team.id}`, team_alias: team.name })),
          }),
        },
      ],
      (request) => {
        if (bearerOf(request) !== key)
          throw new Refusal(401, 'Authentication Error, Invalid proxy server token passed')
      },
      refused,
    ),
  }
}

function refused(status: number, message: string): Reply {
  return {
    status,
    body: { error: { message, type: 'auth_error', param: 'None', code: String(status) } },
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const userIdOf = ({ name }: Caller): string => `u-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`

/** Moments without a zone only, a hundred rows at most; the total stops at ten thousand. */
function spendLogs({ query, nowMs }: WireRequest, callsOf: ReturnType<typeof rememberedCalls>): unknown {
  const at = (name: string): number => {
    const text = query.get(name) ?? ''
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) throw new Refusal(400, `Invalid date format: ${name}`)
    return Date.parse(`${text.replace(' ', 'T')}Z`)
  }
  const page = intParam(query, 'page', { min: 1, max: 1_000_000, otherwise: 1 })
  const pageSize = intParam(query, 'page_size', { min: 1, max: 100, otherwise: 50 })
  const calls = callsOf({ fromMs: at('start_date'), toMs: at('end_date') + 1, nowMs })
  return {
    data: calls.slice((page - 1) * pageSize, page * pageSize).map(rowOf),
    total: Math.min(10_000, calls.length),
    page,
    page_size: pageSize,
    total_pages: Math.ceil(Math.min(10_000, calls.length) / pageSize),
    total_is_capped: calls.length > 10_000,
  }
}

function rowOf({ call, id, usd, latencyMs, prompt, response }: SpokenCall): unknown {
  const { meter, model, caller, atMs } = call
  const keyHash = hashOf(`sk-${caller.name}`)
  return {
    request_id: id,
    call_type: 'acompletion',
    api_key: keyHash,
    spend: usd,
    total_tokens: meter.inputTokens + meter.outputTokens,
    prompt_tokens: meter.inputTokens,
    completion_tokens: meter.outputTokens,
    startTime: new Date(atMs).toISOString().replace('Z', '000Z'),
    endTime: new Date(atMs + latencyMs).toISOString().replace('Z', '000Z'),
    request_duration_ms: latencyMs,
    model: model.label,
    custom_llm_provider: model.label.split('/')[0],
    user: userIdOf(caller),
    team_id: `team-${caller.account.team.id}`,
    session_id: `s-${id}`,
    cache_hit: 'False',
    status: 'success',
    metadata: {
      user_api_key: keyHash,
      user_api_key_user_id: userIdOf(caller),
      usage_object: {
        prompt_tokens: meter.inputTokens,
        prompt_tokens_details: { cached_tokens: meter.cacheReadTokens },
        completion_tokens: meter.outputTokens,
      },
      error_information: null,
    },
    messages: [{ role: 'user', content: prompt }],
    response: { choices: [{ message: { role: 'assistant', content: response } }] },
    proxy_server_request: {},
  }
}

function users({ query }: WireRequest, callers: readonly Caller[]): unknown {
  const page = intParam(query, 'page', { min: 1, max: 1_000, otherwise: 1 })
  const pageSize = Math.min(25, intParam(query, 'page_size', { min: 1, max: 100, otherwise: 25 }))
  return {
    users: callers.slice((page - 1) * pageSize, page * pageSize).map((caller) => ({
      user_id: userIdOf(caller),
      user_email: caller.person?.email ?? null,
      user_alias: caller.name,
    })),
    total: callers.length,
    page,
    page_size: pageSize,
    total_pages: Math.ceil(callers.length / pageSize),
  }
}
