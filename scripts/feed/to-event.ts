import { createHash } from 'node:crypto'
import type { LlmPushEvent } from '../../analytics/contract/push.ts'

/** How records of one file become events. `model` and `vendor` stand in where a record names none. */
export type Mapping = {
  readonly fileName: string
  readonly field?: string
  readonly model?: string
  readonly vendor?: string
}

type Made = { readonly event: LlmPushEvent } | { readonly problem: string }

const promptNames = ['text', 'prompt']

/** Under which names a record may carry the rest, the first that is present wins. */
const textFields = {
  response: ['response', 'completion', 'output', 'answer'],
  model: ['model', 'model_name'],
  vendor_id: ['vendor_id', 'vendor', 'provider'],
  operation: ['operation'],
  status: ['status'],
  actor_id: ['actor_id', 'user_id'],
  actor_email: ['actor_email', 'user_email'],
  workspace_id: ['workspace_id'],
  project_id: ['project_id'],
  project: ['project'],
  api_key_id: ['api_key_id'],
  trace_id: ['trace_id', 'request_id'],
} as const

const numberFields = {
  latency_ms: ['latency_ms'],
  tokens_in: ['tokens_in', 'input_tokens', 'prompt_tokens'],
  tokens_out: ['tokens_out', 'output_tokens', 'completion_tokens'],
  cost_usd: ['cost_usd'],
} as const

const timeNames = ['timestamp', 'created_at', 'ts']
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
/** Epoch numbers below this are seconds: as milliseconds they would lie before 1973. */
const epochMsMin = 100_000_000_000

/** The field that holds the prompt: the one asked for, else `text` or `prompt`; null when the record has none. */
export function promptFieldOf(record: Readonly<Record<string, unknown>>, field?: string): string | null {
  return (field === undefined ? promptNames : [field]).find((name) => Object.hasOwn(record, name)) ?? null
}

/**
 * The event that a record stands for. Its id is the record's own when that is a UUID (a running number would
 * collide with the next file's), else it is made of file name, line and text, so that the same line gives the same
 * event again.
 */
export function eventOf(record: Readonly<Record<string, unknown>>, line: number, mapping: Mapping): Made {
  const promptField = promptFieldOf(record, mapping.field)
  if (promptField === null) return { problem: `there is no ${mapping.field ?? 'text or prompt'}` }
  const prompt = record[promptField]
  if (typeof prompt !== 'string') return { problem: `${promptField} is not text` }
  if (prompt.trim() === '') return { problem: `${promptField} is empty` }

  const rest = Object.fromEntries(
    Object.entries(record).filter(
      ([name, value]) => name !== promptField && value !== null && value !== undefined && value !== '',
    ),
  )
  const event: Record<string, unknown> = { id: idOf(rest, line, prompt, mapping), prompt }
  for (const [to, names] of Object.entries(textFields)) {
    const name = names.find((candidate) => Object.hasOwn(rest, candidate))
    if (name === undefined) continue
    const value = rest[name]
    if (typeof value !== 'string' && typeof value !== 'number') return { problem: `${name} is not text` }
    event[to] = String(value)
  }
  for (const [to, names] of Object.entries(numberFields)) {
    const name = names.find((candidate) => Object.hasOwn(rest, candidate))
    if (name === undefined) continue
    const value = rest[name]
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof number !== 'number' || !Number.isFinite(number)) return { problem: `${name} is not a number` }
    event[to] = number
  }
  const timeName = timeNames.find((name) => Object.hasOwn(rest, name))
  if (timeName !== undefined) {
    const instant = instantOf(rest[timeName])
    if (instant === null) return { problem: `${timeName} is not a time` }
    event.timestamp = instant
  }
  event.model ??= mapping.model
  if (typeof event.vendor_id === 'string') event.vendor_id = vendorIdOf(event.vendor_id)
  else if (mapping.vendor !== undefined) event.vendor_id = mapping.vendor
  return { event: event as LlmPushEvent }
}

function idOf(rest: Record<string, unknown>, line: number, prompt: string, { fileName }: Mapping): string {
  if (typeof rest.id === 'string' && uuid.test(rest.id)) return rest.id
  const hash = createHash('sha256').update(`${fileName}\n${line}\n${prompt}`)
  return `feed-${hash.digest('hex').slice(0, 32)}`
}

/** `Azure OpenAI` is `azure_openai`. */
const vendorIdOf = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')

/** An instant written in ISO 8601 (without an offset it is UTC) or as epoch seconds or milliseconds. */
function instantOf(value: unknown): string | null {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value))
  if (isNumber) return isoOf(Number(value) < epochMsMin ? Number(value) * 1000 : Number(value))
  if (typeof value !== 'string') return null
  const [, date, time = '00:00:00', offset = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))? ?(Z|UTC|[+-]\d\d:?\d\d)?$/i.exec(
      value.trim(),
    ) ?? []
  return date === undefined
    ? null
    : isoOf(Date.parse(`${date}T${time}${/^utc$/i.test(offset) ? 'Z' : offset}`))
}

function isoOf(atMs: number): string | null {
  return Number.isFinite(atMs) && Math.abs(atMs) < 8.64e15 ? new Date(atMs).toISOString() : null
}
