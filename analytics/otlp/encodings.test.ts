import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { describe, expect, it } from 'vitest'
import { logsFromBinary, spansFromBinary } from './from-binary.ts'
import { logsFromJson, spansFromJson } from './from-json.ts'
import { OtlpFault } from './records.ts'

const message = (write: (writer: BinaryWriter) => unknown): Uint8Array<ArrayBuffer> => {
  const writer = new BinaryWriter()
  write(writer)
  return new Uint8Array(writer.finish())
}
const part = (field: number, bytes: Uint8Array) =>
  message((to) => to.tag(field, WireType.LengthDelimited).bytes(bytes))
const text = (field: number, said: string) =>
  message((to) => to.tag(field, WireType.LengthDelimited).string(said))
const number = (field: number, value: number) =>
  message((to) => to.tag(field, WireType.Varint).int64(BigInt(value)))
const nanos = (field: number, value: string) =>
  message((to) => to.tag(field, WireType.Bit64).fixed64(BigInt(value)))
const joined = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((each) => [...each]))
const bytesOf = (hex: string) =>
  new Uint8Array(hex.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [])

/** One request in both encodings: what holds its records has the same numbers for traces and logs. */
const attribute = (key: string, value: Uint8Array) => joined(text(1, key), part(2, value))
const request = (record: Uint8Array, resource = new Uint8Array()) =>
  part(1, joined(part(2, part(2, record)), part(1, resource)))

const traceId = '5b8efff798038103d269b633813fc60c'
const spanId = '0ee19b7ec3c1b174'
const startNanos = '1793534400123456000'
const endNanos = '1793534401123457000'

const values: [string, Record<string, unknown>, Uint8Array, unknown][] = [
  ['text', { stringValue: 'Grüß' }, text(1, 'Grüß'), 'Grüß'],
  ['empty text', { stringValue: '' }, text(1, ''), ''],
  ['a truth', { boolValue: true }, number(2, 1), true],
  ['an untruth', { boolValue: false }, number(2, 0), false],
  ['a number', { intValue: '24' }, number(3, 24), 24],
  ['a negative number', { intValue: -7 }, number(3, -7), -7],
  [
    'a number that no double holds',
    { intValue: '9007199254740993' },
    message((to) => to.tag(3, WireType.Varint).int64(9007199254740993n)),
    '9007199254740993',
  ],
  ['a fraction', { doubleValue: 0.25 }, message((to) => to.tag(4, WireType.Bit64).double(0.25)), 0.25],
  [
    'a list',
    { arrayValue: { values: [{ stringValue: 'a' }, { intValue: 1 }] } },
    part(5, joined(part(1, text(1, 'a')), part(1, number(3, 1)))),
    ['a', 1],
  ],
  [
    'a structure',
    { kvlistValue: { values: [{ key: 'k', value: { boolValue: true } }, { key: '__proto__' }] } },
    part(6, joined(part(1, attribute('k', number(2, 1))), part(1, text(1, '__proto__')))),
    Object.assign(Object.create(null), { k: true, ['__proto__']: null }),
  ],
  ['nothing', {}, new Uint8Array(), null],
]

describe('a value', () => {
  it.each(values)('that is %s is read alike from JSON and protobuf', (_, json, binary, value) => {
    const inJson = spansFromJson({
      resourceSpans: [{ scopeSpans: [{ spans: [{ attributes: [{ key: 'a', value: json }] }] }] }],
    })
    const inBinary = spansFromBinary(request(part(9, attribute('a', binary))))
    expect([...(inJson[0]?.attributes ?? [])]).toEqual([['a', value]])
    expect(inBinary).toEqual(inJson)
  })

  it('of a double in JSON may be its name, and what is no number is nothing or its text', () => {
    const attributes = [
      { key: 'a', value: { doubleValue: 'Infinity' } },
      { key: 'b', value: { doubleValue: '0.5' } },
      { key: 'c', value: { intValue: '' } },
      { key: 'd', value: { intValue: [] } },
      { key: 'e', value: { bytesValue: 'SGk=' } },
      { key: 'f', value: { bytesValue: 7 } },
      { key: 'g', value: { boolValue: 'true' } },
      { key: 'h', value: ['x'] },
    ]
    const [span] = spansFromJson({ resourceSpans: [{ scopeSpans: [{ spans: [{ attributes }] }] }] })
    expect(Object.fromEntries(span?.attributes ?? [])).toEqual({
      a: Number.POSITIVE_INFINITY,
      b: 0.5,
      c: '',
      d: null,
      e: 'SGk=',
      f: null,
      g: null,
      h: null,
    })
  })

  it('of bytes in protobuf is read as the text that they are, be they none', () => {
    const [span] = spansFromBinary(request(part(9, attribute('a', part(7, new Uint8Array([72, 105, 255]))))))
    expect(span?.attributes.get('a')).toBe('Hi\ufffd')
  })

  it('is nested no deeper in structures than in lists', () => {
    const nested = (depth: number): Uint8Array =>
      depth === 0 ? text(1, 'x') : part(6, part(1, attribute('k', nested(depth - 1))))
    const read = (depth: number) => spansFromBinary(request(part(9, attribute('a', nested(depth)))))
    expect(read(31)).toHaveLength(1)
    expect(() => read(32)).toThrow(OtlpFault)
    const inJson = (depth: number): unknown =>
      depth === 0
        ? { stringValue: 'x' }
        : { kvlistValue: { values: [{ key: 'k', value: inJson(depth - 1) }] } }
    const record = (depth: number) => ({
      resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: inJson(depth) }] }] }],
    })
    expect(logsFromJson(record(31))).toHaveLength(1)
    expect(() => logsFromJson(record(32))).toThrow(OtlpFault)
    const body = (depth: number) => logsFromBinary(request(part(5, nested(depth))))
    expect(body(31)).toHaveLength(1)
    expect(() => body(32)).toThrow(OtlpFault)
  })
})

describe('a span', () => {
  const json = {
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'bot' } }] },
        scopeSpans: [
          {
            spans: [
              {
                traceId: traceId.toUpperCase(),
                spanId,
                name: 'chat',
                kind: 3,
                startTimeUnixNano: startNanos,
                endTimeUnixNano: endNanos,
                attributes: [{ key: 'a', value: { intValue: 1 } }],
                events: [{ name: 'choice', attributes: [{ key: 'content', value: { stringValue: 'Hi' } }] }],
                status: { code: 2, message: 'failed' },
              },
            ],
          },
        ],
      },
    ],
  }
  const binary = (...more: Uint8Array[]) =>
    request(
      joined(
        part(1, bytesOf(traceId)),
        part(2, bytesOf(spanId)),
        text(5, 'chat'),
        number(6, 3),
        nanos(7, startNanos),
        nanos(8, endNanos),
        part(9, attribute('a', number(3, 1))),
        part(11, joined(text(2, 'choice'), part(3, attribute('content', text(1, 'Hi'))))),
        part(15, joined(text(2, 'failed'), number(3, 2))),
        ...more,
      ),
      part(1, attribute('service.name', text(1, 'bot'))),
    )
  const span = {
    traceId,
    spanId,
    name: 'chat',
    kind: 3,
    startMs: 1793534400123.456,
    endMs: 1793534401123.457,
    isError: true,
    attributes: new Map([['a', 1]]),
    events: [{ name: 'choice', attributes: new Map([['content', 'Hi']]), body: null }],
    resource: new Map([['service.name', 'bot']]),
  }

  it('is the same from either encoding', () => {
    expect(spansFromJson(json)).toEqual([span])
    expect(spansFromBinary(binary())).toEqual([span])
  })

  it('is read past fields that nobody knows, and past known ones of another wire type', () => {
    const unknown = joined(
      text(99, 'later'),
      number(100, 7),
      message((to) => to.tag(101, WireType.Bit32).fixed32(7)),
      message((to) =>
        to.tag(102, WireType.StartGroup).tag(1, WireType.Varint).int32(1).tag(102, WireType.EndGroup),
      ),
    )
    const otherTypes = joined(number(1, 1), number(5, 1), text(6, '3'), text(7, 'now'), number(9, 1))
    expect(spansFromBinary(binary(unknown, otherTypes))).toEqual([span])
  })

  it('has the last of what it says twice', () => {
    expect(spansFromBinary(binary(text(5, 'later'), number(6, 1)))).toEqual([
      { ...span, name: 'later', kind: 1 },
    ])
  })

  it.each([
    ['short', traceId.slice(2), spanId.slice(2)],
    ['long', `${traceId}00`, `${spanId}00`],
    ['nothing but zeros', '0'.repeat(32), '0'.repeat(16)],
  ])('whose ids are %s has none', (_, trace, id) => {
    const none = { traceId: '', spanId: '' }
    expect(spansFromBinary(request(joined(part(1, bytesOf(trace)), part(2, bytesOf(id)))))).toMatchObject([
      none,
    ])
    expect(logsFromBinary(request(joined(part(9, bytesOf(trace)), part(10, bytesOf(id)))))).toMatchObject([
      none,
    ])
    const ids = [{ traceId: trace, spanId: id }]
    expect(spansFromJson({ resourceSpans: [{ scopeSpans: [{ spans: ids }] }] })).toMatchObject([none])
    expect(logsFromJson({ resourceLogs: [{ scopeLogs: [{ logRecords: ids }] }] })).toMatchObject([none])
  })

  it('that says nothing has no times, no kind and no error', () => {
    const silent = { kind: 0, isError: false, startMs: null, endMs: null, name: '', events: [] }
    const ofJson = (given: object) => spansFromJson({ resourceSpans: [{ scopeSpans: [{ spans: [given] }] }] })
    expect(spansFromBinary(request(part(15, number(3, 1))))).toMatchObject([silent])
    expect(spansFromBinary(request(joined(nanos(7, '0'), nanos(8, '0'))))).toMatchObject([silent])
    expect(ofJson({ kind: '3', status: { code: 1 }, events: null })).toMatchObject([silent])
    for (const time of ['', '0', 'now', '1.5', ' 1', '1e18', '1'.repeat(21), 1.5, -1_000_000, null, true])
      expect(ofJson({ startTimeUnixNano: time, endTimeUnixNano: time })).toMatchObject([silent])
  })

  it('that is cut off, or longer than what holds it, is refused', () => {
    const whole = binary()
    for (const length of [1, 2, 40, whole.length - 1])
      expect(() => spansFromBinary(whole.subarray(0, length))).toThrow(OtlpFault)
    const inner = text(5, 'chat')
    const tooLong = new Uint8Array([...inner])
    tooLong[1] = 5
    expect(() => spansFromBinary(request(tooLong))).toThrow(OtlpFault)
    expect(() => spansFromBinary(joined(request(tooLong), request(inner)))).toThrow(
      'A message is longer than it says.',
    )
  })
})

describe('a log record', () => {
  const record = (times: object) => ({
    ...times,
    traceId,
    spanId,
    eventName: 'gen_ai.user.message',
    body: { stringValue: 'Hi' },
    attributes: [{ key: 'a', value: { boolValue: true } }],
  })
  const inJson = (times: object) =>
    logsFromJson({ resourceLogs: [{ scopeLogs: [{ logRecords: [record(times)] }] }] })
  const inBinary = (...times: Uint8Array[]) =>
    logsFromBinary(
      request(
        joined(
          ...times,
          part(5, text(1, 'Hi')),
          part(6, attribute('a', number(2, 1))),
          part(9, bytesOf(traceId)),
          part(10, bytesOf(spanId)),
          text(12, 'gen_ai.user.message'),
        ),
      ),
    )
  const log = {
    traceId,
    spanId,
    name: 'gen_ai.user.message',
    atMs: 1793534400123.456,
    attributes: new Map([['a', true]]),
    body: 'Hi',
    resource: new Map(),
  }

  it('is the same from either encoding, at the time when it happened', () => {
    expect(inJson({ timeUnixNano: startNanos, observedTimeUnixNano: endNanos })).toEqual([log])
    expect(inBinary(nanos(1, startNanos), nanos(11, endNanos))).toEqual([log])
  })

  it('that does not say when has the time when it was seen, or none', () => {
    for (const known of [
      inJson({ observedTimeUnixNano: startNanos, timeUnixNano: '0' }),
      inBinary(nanos(11, startNanos), nanos(1, '0')),
    ])
      expect(known).toEqual([log])
    for (const unknown of [inJson({}), inBinary()]) expect(unknown).toEqual([{ ...log, atMs: null }])
  })
})
