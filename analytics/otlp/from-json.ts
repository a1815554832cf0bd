import {
  type Attributes,
  type OtlpEvent,
  OtlpFault,
  type OtlpLog,
  type OtlpSpan,
  structure,
  tooDeep,
  validId,
  valueDepthMax,
} from './records.ts'

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A list; what is left out is an empty one. Errors: OtlpFault for anything else. */
function listOf(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new OtlpFault(`${name} is not a list.`)
  return value
}

/** Numbers of 64 bits stand as text or as numbers. */
function millisOf(nanos: unknown): number | null {
  const isInteger = typeof nanos === 'string' ? /^\d{1,20}$/.test(nanos) : Number.isInteger(nanos)
  const ms = isInteger ? Number(BigInt(nanos as string | number) / 1000n) / 1000 : 0
  return ms > 0 ? ms : null
}

function plainOf(any: unknown, depth: number): unknown {
  if (depth > valueDepthMax) throw tooDeep()
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = fieldsOf(any)
  if (typeof stringValue === 'string') return stringValue
  if (typeof boolValue === 'boolean') return boolValue
  if (intValue !== undefined) return numberOf(intValue)
  if (doubleValue !== undefined) return numberOf(doubleValue)
  if (arrayValue !== undefined) {
    return listOf(fieldsOf(arrayValue).values, 'arrayValue.values').map((each) => plainOf(each, depth + 1))
  }
  if (kvlistValue !== undefined) return structure(entriesOf(fieldsOf(kvlistValue).values, depth + 1))
  return typeof bytesValue === 'string' ? bytesValue : null
}

function numberOf(value: unknown): number | string | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  const number = Number(value)
  return value !== '' && (Number.isSafeInteger(number) || !/^-?\d+$/.test(value)) ? number : value
}

function entriesOf(values: unknown, depth: number): [string, unknown][] {
  return listOf(values, 'attributes').map((each) => {
    const { key, value } = fieldsOf(each)
    return [textOf(key), plainOf(value, depth)]
  })
}

const attributesOf = (values: unknown): Attributes => new Map(entriesOf(values, 1))

function eventOf(value: unknown): OtlpEvent {
  const { name, attributes } = fieldsOf(value)
  return { name: textOf(name), attributes: attributesOf(attributes), body: null }
}

function spanOf(value: unknown, resource: Attributes): OtlpSpan {
  const span = fieldsOf(value)
  return {
    traceId: validId(textOf(span.traceId), 32),
    spanId: validId(textOf(span.spanId), 16),
    name: textOf(span.name),
    kind: typeof span.kind === 'number' ? span.kind : 0,
    startMs: millisOf(span.startTimeUnixNano),
    endMs: millisOf(span.endTimeUnixNano),
    isError: fieldsOf(span.status).code === 2,
    attributes: attributesOf(span.attributes),
    events: listOf(span.events, 'events').map(eventOf),
    resource,
  }
}

function logOf(value: unknown, resource: Attributes): OtlpLog {
  const log = fieldsOf(value)
  return {
    traceId: validId(textOf(log.traceId), 32),
    spanId: validId(textOf(log.spanId), 16),
    name: textOf(log.eventName),
    atMs: millisOf(log.timeUnixNano) ?? millisOf(log.observedTimeUnixNano),
    attributes: attributesOf(log.attributes),
    body: plainOf(log.body, 1),
    resource,
  }
}

type Names = { resources: string; scopes: string; records: string }

function read<Item>(
  body: unknown,
  names: Names,
  recordOf: (value: unknown, resource: Attributes) => Item,
): Item[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new OtlpFault('The body is not an object.')
  }
  return listOf(fieldsOf(body)[names.resources], names.resources).flatMap((each) => {
    const part = fieldsOf(each)
    const resource = attributesOf(fieldsOf(part.resource).attributes)
    return listOf(part[names.scopes], names.scopes).flatMap((scope) =>
      listOf(fieldsOf(scope)[names.records], names.records).map((record) => recordOf(record, resource)),
    )
  })
}

/** The spans of an ExportTraceServiceRequest in OTLP's JSON, where ids are hexadecimal. Errors: OtlpFault. */
export const spansFromJson = (body: unknown): OtlpSpan[] =>
  read(body, { resources: 'resourceSpans', scopes: 'scopeSpans', records: 'spans' }, spanOf)

/** The records of an ExportLogsServiceRequest in OTLP's JSON. Errors: OtlpFault. */
export const logsFromJson = (body: unknown): OtlpLog[] =>
  read(body, { resources: 'resourceLogs', scopes: 'scopeLogs', records: 'logRecords' }, logOf)
