import { BinaryReader } from '@bufbuild/protobuf/wire'
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

/** What to do with a field, by its number and wire type as they stand in a tag: `number << 3 | type`. */
type Fields = Readonly<Record<number, () => void>>

const varint = (field: number): number => field << 3
const bits64 = (field: number): number => (field << 3) | 1
const bytes = (field: number): number => (field << 3) | 2

/**
 * Reads the fields of a message; others are passed over, as protobuf wants it.
 * Source: opentelemetry-proto, trace.proto, logs.proto, common.proto.
 */
function readFields(reader: BinaryReader, fields: Fields, end: number): void {
  while (reader.pos < end) {
    const [field, type] = reader.tag()
    const read = fields[(field << 3) | type]
    if (read) read()
    else reader.skip(type, field)
  }
  if (reader.pos !== end) throw new OtlpFault('A message is longer than it says.')
}

/** Reads a message that stands in another. */
function readInner(reader: BinaryReader, fields: Fields): void {
  const length = reader.uint32()
  const end = reader.pos + length
  if (end > reader.len) throw new OtlpFault('The message is cut off.')
  readFields(reader, fields, end)
}

function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

function millisOf(nanos: bigint | string): number | null {
  const ms = Number(BigInt(nanos) / 1000n) / 1000
  return ms === 0 ? null : ms
}

function integerOf(value: bigint | string): number | string {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

function readValue(reader: BinaryReader, depth: number): unknown {
  if (depth > valueDepthMax) throw tooDeep()
  let value: unknown = null
  readInner(reader, {
    [bytes(1)]: () => {
      value = reader.string()
    },
    [varint(2)]: () => {
      value = reader.bool()
    },
    [varint(3)]: () => {
      value = integerOf(reader.int64())
    },
    [bits64(4)]: () => {
      value = reader.double()
    },
    [bytes(5)]: () => {
      const list: unknown[] = []
      readInner(reader, { [bytes(1)]: () => list.push(readValue(reader, depth + 1)) })
      value = list
    },
    [bytes(6)]: () => {
      const entries: [string, unknown][] = []
      readInner(reader, { [bytes(1)]: () => entries.push(readKeyValue(reader, depth + 1)) })
      value = structure(entries)
    },
    [bytes(7)]: () => {
      value = reader.string()
    },
  })
  return value
}

function readKeyValue(reader: BinaryReader, depth: number): [string, unknown] {
  let key = ''
  let value: unknown = null
  readInner(reader, {
    [bytes(1)]: () => {
      key = reader.string()
    },
    [bytes(2)]: () => {
      value = readValue(reader, depth)
    },
  })
  return [key, value]
}

/** Reads one attribute into a map. */
const into = (reader: BinaryReader, attributes: Map<string, unknown>) => (): void => {
  const [key, value] = readKeyValue(reader, 1)
  attributes.set(key, value)
}

function readEvent(reader: BinaryReader): OtlpEvent {
  const attributes = new Map<string, unknown>()
  let name = ''
  readInner(reader, {
    [bytes(2)]: () => {
      name = reader.string()
    },
    [bytes(3)]: into(reader, attributes),
  })
  return { name, attributes, body: null }
}

function readSpan(reader: BinaryReader, resource: Attributes): OtlpSpan {
  const attributes = new Map<string, unknown>()
  const events: OtlpEvent[] = []
  const span = { traceId: '', spanId: '', name: '', kind: 0, isError: false }
  const time: { startMs: number | null; endMs: number | null } = { startMs: null, endMs: null }
  readInner(reader, {
    [bytes(1)]: () => {
      span.traceId = validId(hexOf(reader.bytes()), 32)
    },
    [bytes(2)]: () => {
      span.spanId = validId(hexOf(reader.bytes()), 16)
    },
    [bytes(5)]: () => {
      span.name = reader.string()
    },
    [varint(6)]: () => {
      span.kind = reader.int32()
    },
    [bits64(7)]: () => {
      time.startMs = millisOf(reader.fixed64())
    },
    [bits64(8)]: () => {
      time.endMs = millisOf(reader.fixed64())
    },
    [bytes(9)]: into(reader, attributes),
    [bytes(11)]: () => events.push(readEvent(reader)),
    [bytes(15)]: () =>
      readInner(reader, {
        [varint(3)]: () => {
          span.isError = reader.int32() === 2
        },
      }),
  })
  return { ...span, ...time, attributes, events, resource }
}

function readLog(reader: BinaryReader, resource: Attributes): OtlpLog {
  const attributes = new Map<string, unknown>()
  const log = { traceId: '', spanId: '', name: '', body: null as unknown }
  const time: { atMs: number | null; observedMs: number | null } = { atMs: null, observedMs: null }
  readInner(reader, {
    [bits64(1)]: () => {
      time.atMs = millisOf(reader.fixed64())
    },
    [bytes(5)]: () => {
      log.body = readValue(reader, 1)
    },
    [bytes(6)]: into(reader, attributes),
    [bytes(9)]: () => {
      log.traceId = validId(hexOf(reader.bytes()), 32)
    },
    [bytes(10)]: () => {
      log.spanId = validId(hexOf(reader.bytes()), 16)
    },
    [bits64(11)]: () => {
      time.observedMs = millisOf(reader.fixed64())
    },
    [bytes(12)]: () => {
      log.name = reader.string()
    },
  })
  return { ...log, atMs: time.atMs ?? time.observedMs, attributes, resource }
}

type ReadRecord<Item> = (reader: BinaryReader, resource: Attributes) => Item

/** A request is resources that hold scopes that hold records; the numbers are the same for traces and logs. */
function readRequest<Item>(body: Uint8Array, readRecord: ReadRecord<Item>): Item[] {
  const records: Item[] = []
  const reader = new BinaryReader(body)
  const readResource = (): void => {
    // A resource may stand after what it describes, so records are given the map that it fills.
    const resource = new Map<string, unknown>()
    readInner(reader, {
      [bytes(1)]: () => readInner(reader, { [bytes(1)]: into(reader, resource) }),
      [bytes(2)]: () => readInner(reader, { [bytes(2)]: () => records.push(readRecord(reader, resource)) }),
    })
  }
  try {
    readFields(reader, { [bytes(1)]: readResource }, reader.len)
  } catch (error) {
    if (error instanceof OtlpFault) throw error
    throw new OtlpFault('The body is not a protobuf message of OTLP.')
  }
  return records
}

/** The spans of an ExportTraceServiceRequest. Errors: OtlpFault. */
export const spansFromBinary = (body: Uint8Array): OtlpSpan[] => readRequest(body, readSpan)

/** The records of an ExportLogsServiceRequest. Errors: OtlpFault. */
export const logsFromBinary = (body: Uint8Array): OtlpLog[] => readRequest(body, readLog)
