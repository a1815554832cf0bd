import { contentOf } from '../content/content-of.ts'
import { callOfSpan, type OtlpEnd } from './calls.ts'
import { spansFromJson } from './from-json.ts'

export type Json = Record<string, unknown>

export const traceId = '0AF7651916CD43DD8448EB211C80319C'
export const spanId = 'b7ad6b7169203331'

/** A value as OTLP writes it in JSON. */
export const anyOf = (value: unknown): Json => {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyOf) } }
  return { kvlistValue: { values: attributesOf(value as Json) } }
}
export const attributesOf = (values: Json): Json[] =>
  Object.entries(values).map(([key, value]) => ({ key, value: anyOf(value) }))

const spanOf = (attributes: Json, more: Json = {}): Json => ({
  traceId,
  spanId,
  name: 'chat',
  kind: 3,
  startTimeUnixNano: '1795262400000000000',
  endTimeUnixNano: '1795262401250500000',
  attributes: attributesOf(attributes),
  ...more,
})
const requestOf = (spans: Json[], resource: Json = {}): Json => ({
  resourceSpans: [{ resource: { attributes: attributesOf(resource) }, scopeSpans: [{ spans }] }],
})
/** What becomes of a span with these attributes. */
export function endOf(attributes: Json, more: Json = {}, resource: Json = {}): OtlpEnd {
  const [span] = spansFromJson(requestOf([spanOf(attributes, more)], resource))
  if (!span) throw new Error('no span')
  return callOfSpan(span)
}
export function callOf(attributes: Json, more: Json = {}, resource: Json = {}) {
  const end = endOf(attributes, more, resource)
  if (end.end !== 'call') throw new Error(JSON.stringify(end))
  return end.call
}
/** What of a call would be scanned. */
export function textsOf(attributes: Json, more: Json = {}): string[] {
  const { prompt, response, skipped } = contentOf(callOf(attributes, more).event)
  return [...prompt, ...response].map(({ origin, text }) => `${origin}: ${text}`).concat(skipped)
}
