import { z } from 'zod'
import { isBounded } from '../contract/content.ts'
import { llmPushEvent } from '../contract/push.ts'
import { wholeWithPart } from '../token-parts.ts'
import { unwrapped } from './batch-results.ts'
import { geminiUsage } from './gemini-usage.ts'
import { plainName } from './plain-name.ts'

/** What else columns are called, in small letters with `_` between words, by the contract's own name. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  id: ['event_id', 'request_id', 'uuid', 'custom_id', 'response_id'],
  model: ['model_id', 'engine', 'deployment', 'model_version'],
  vendor_id: ['vendor', 'provider'],
  operation: ['operation_name'],
  prompt: ['question', 'request', 'user_message', 'user_prompt', 'query', 'input_text'],
  response: ['completion', 'answer', 'reply', 'output_text', 'assistant_message'],
  latency_ms: [
    'latency',
    'duration_ms',
    'duration',
    'response_time_ms',
    'elapsed_ms',
    'latency_s',
    'duration_s',
  ],
  timestamp: ['time', 'date', 'datetime', 'created', 'start_time', 'started_at', 'request_time', 'ts'],
  status: ['state', 'outcome'],
  workspace_id: ['workspace', 'team', 'team_id'],
  project_id: ['project'],
  actor_email: ['email', 'user_email'],
  actor_id: ['user', 'user_id', 'username', 'actor', 'end_user'],
  api_key_id: ['key_id', 'api_key'],
  trace_id: ['trace'],
  tokens_in: ['input_tokens', 'prompt_tokens', 'tokens_prompt', 'tokens_input'],
  tokens_out: ['output_tokens', 'completion_tokens', 'tokens_completion', 'tokens_output'],
  tokens_cached: ['cached_tokens', 'cache_read_tokens', 'cache_read_input_tokens'],
  tokens_cache_written: [
    'cache_creation_input_tokens',
    'cache_write_input_tokens',
    'cache_creation_tokens',
    'cache_write_tokens',
  ],
  tokens_cache_written_1h: ['ephemeral_1h_input_tokens'],
  tokens_reasoning: ['reasoning_tokens'],
  web_searches: ['web_search_requests'],
  batch: ['service_tier'],
  cost_usd: ['cost', 'total_cost', 'price_usd', 'spend', 'cost_in_usd'],
}
const own = new Set(Object.keys(llmPushEvent.shape))
const nameOfSynonym = new Map(
  Object.entries(synonyms).flatMap(([name, others]) => others.map((other) => [other, name] as const)),
)
/** Structures of other systems whose fields are ours: they are read as if they stood in the row itself. */
const opened = new Set([
  ...[
    'request',
    'response',
    'body',
    'usage',
    'usage_metadata',
    'attributes',
    'cache_creation',
    'server_tool_use',
  ],
  ...['prompt_tokens_details', 'input_tokens_details', 'completion_tokens_details', 'output_tokens_details'],
])
const openedDepthMax = 4
const numbers = new Set([
  'latency_ms',
  'tokens_in',
  'tokens_out',
  'tokens_cached',
  'tokens_cache_written',
  'tokens_cache_written_1h',
  'tokens_reasoning',
  'web_searches',
  'requests',
])
/** What Anthropic and Bedrock call tokens of a cache. Beside them, `input_tokens` are only those that touched no cache. */
const besideInput = new Set([
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'cache_write_input_tokens',
])
const seconds = new Set(['latency_s', 'duration_s'])
const structures = new Set([
  ...['messages', 'input', 'contents', 'documents', 'tools', 'choices', 'output', 'candidates', 'content'],
  ...['system', 'system_instruction', 'instructions'],
])

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A cell of nothing but spaces says no more than an empty one, and least of all that a number is 0. */
const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''

/** A row of a file in the contract's names, and the columns of it that have no place there. */
export function eventFields(row: Fields): { fields: Record<string, unknown>; unknown: string[] } {
  const fields: Record<string, unknown> = {}
  const unknown: string[] = []
  /** What the columns are called that the counts of tokens stand in. */
  const columns = new Map<string, string>()
  const take = (values: Fields, depth: number): void => {
    for (const [column, value] of Object.entries(values)) {
      if (value === null || isBlank(value)) continue
      const name = plainName(column)
      if (opened.has(name) && isFields(value) && depth < openedDepthMax) {
        take(name === 'usage_metadata' ? geminiUsage(value) : value, depth + 1)
        continue
      }
      const known = own.has(name) ? name : nameOfSynonym.get(name)
      if (known === undefined) {
        if (depth === 0) unknown.push(column)
      } else if (!Object.hasOwn(fields, known) && (known !== 'batch' || saysBatch(value))) {
        fields[known] = converted(known, name, value)
        columns.set(known, name)
      }
    }
  }
  take(unwrapped(row), 0)
  addParts(fields, columns)
  return { fields, unknown }
}

/** A column of it may as well hold the id of one, and a tier of service is mostly another. */
const saysBatch = (value: unknown): boolean => /^(?:true|batch)$/i.test(String(value))

/**
 * Wholes with what stands beside them: by what the columns are called, else as `wholeWithPart` tells. Values that are no
 * numbers stay as they are.
 */
function addParts(fields: Record<string, unknown>, columns: ReadonlyMap<string, string>): void {
  const { tokens_in: sent, tokens_out: answered, tokens_reasoning: thought } = fields
  const ofCache = ['tokens_cached', 'tokens_cache_written'].filter((name) => typeof fields[name] === 'number')
  const cached = ofCache.reduce((sum, name) => sum + Number(fields[name]), 0)
  const isBeside =
    columns.get('tokens_in') === 'input_tokens' &&
    ofCache.some((name) => besideInput.has(columns.get(name) ?? ''))
  if (typeof sent === 'number') fields.tokens_in = isBeside ? sent + cached : wholeWithPart(sent, cached)
  if (typeof answered === 'number' && typeof thought === 'number')
    fields.tokens_out = wholeWithPart(answered, thought)
}

/** A value as the contract wants it, where a file can say it in other ways; what it means nothing stays as it is. */
function converted(name: string, column: string, value: unknown): unknown {
  if (name === 'timestamp' || name === 'created_at') return moment(value)
  if (numbers.has(name)) {
    const number = typeof value === 'string' ? Number(value.replaceAll(/[\s_']/g, '')) : value
    return seconds.has(column) && typeof number === 'number' ? number * 1000 : number
  }
  if (name === 'batch') return true
  if (name === 'cost_usd') return typeof value === 'string' ? value.replace(/^\s*\$?\s*/, '').trim() : value
  if (structures.has(name)) return typeof value === 'string' ? structure(value) : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

/** ISO 8601; without a zone it is UTC. Numbers are seconds or, when they are large, milliseconds since 1970. */
function moment(value: unknown): unknown {
  const text = String(value).trim()
  if (/^\d{9,13}(?:\.\d+)?$/.test(text)) {
    const number = Number(text)
    return new Date(number < 100_000_000_000 ? number * 1000 : number).toISOString()
  }
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(text)
  if (!match) return value
  const [, day, time = '00:00:00', zone = 'Z'] = match
  const ms = Date.parse(`${day}T${time}${/^(?:z|utc)$/i.test(zone) ? 'Z' : zone}`)
  return Number.isNaN(ms) || !z.iso.date().safeParse(day).success ? value : new Date(ms).toISOString()
}

function structure(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    const value: unknown = JSON.parse(text)
    return isBounded(value) ? value : text
  } catch {
    return text
  }
}
