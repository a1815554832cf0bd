import { gzipSync } from 'node:zlib'
import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

const tracesPath = '/api/v1/otlp/v1/traces'
const protobuf = { 'content-type': 'application/x-protobuf' }

const find = async (id: string): Promise<Json> => {
  const answer = await until(
    () => stack.call('GET', `/api/v1/events/${id}`),
    ({ status }) => status === 200,
  )
  return answer.body
}

const attributes = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-5-mini',
  'gen_ai.usage.input_tokens': 21,
  'gen_ai.usage.output_tokens': 9,
  'gen_ai.input.messages': JSON.stringify([
    { role: 'user', parts: [{ type: 'text', content: 'My SSN is 536-90-4399' }] },
  ]),
  'user.email': 'Jo@Clinic.org',
}

/** Makes a call and a request of another kind with the real SDK; gives the id that the call has here. */
async function traced(exporter: SpanExporter): Promise<string> {
  const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] })
  const tracer = provider.getTracer('test')
  const parent = tracer.startSpan('GET /', { kind: SpanKind.SERVER, attributes: { 'http.method': 'GET' } })
  const span = tracer.startSpan('chat gpt-5-mini', { kind: SpanKind.CLIENT, attributes })
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'rate limited' })
  span.end()
  parent.end()
  await provider.forceFlush()
  await provider.shutdown()
  const { traceId, spanId } = span.spanContext()
  return `${traceId}-${spanId}`
}

describe.each([
  ['protobuf', ProtobufExporter],
  ['JSON', JsonExporter],
])('the OpenTelemetry SDK that sends %s', (_, Exporter) => {
  it.each(['none', 'gzip'])(
    'has its AI calls scanned, redacted and stored, packed with %s',
    async (compression) => {
      const exporter = new Exporter({
        url: `${stack.url}/v1/traces`,
        headers: { authorization: `Bearer ${stack.apiKey}` },
        compression: compression as never,
      })
      const event = await find(await traced(exporter))
      expect(event).toMatchObject({
        source: 'otlp',
        kind: 'llm',
        vendor_id: 'openai',
        model: 'gpt-5-mini',
        operation: 'chat',
        requests: 1,
        tokens_in: 21,
        tokens_out: 9,
        tokens_estimated: false,
        status: 'error',
        violation_type: 'pii_ssn',
        prompt_excerpt: 'My SSN is [REDACTED]',
        inspected: 'full',
        actor_email: 'Jo@Clinic.org',
      })
      expect(event.latency_ms).toBeGreaterThanOrEqual(0)
      expect(String(event.id)).toContain(String(event.trace_id))
    },
  )
})

/** As the documentation of opentelemetry-util-genai shows what Python's instrumentation of OpenAI sends. */
const pythonSpan = (spanId: string, nowMs = Date.now()): Json => ({
  traceId: '5b8efff798038103d269b633813fc60c',
  spanId,
  name: 'chat gpt-3.5-turbo',
  kind: 3,
  startTimeUnixNano: String(BigInt(nowMs - 5_000) * 1_000_000n),
  endTimeUnixNano: String(BigInt(nowMs - 4_000) * 1_000_000n),
  attributes: [
    { key: 'gen_ai.provider.name', value: { stringValue: 'openai' } },
    { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
    { key: 'gen_ai.request.model', value: { stringValue: 'gpt-3.5-turbo' } },
    { key: 'gen_ai.response.finish_reasons', value: { arrayValue: { values: [{ stringValue: 'stop' }] } } },
    { key: 'gen_ai.response.model', value: { stringValue: 'gpt-3.5-turbo-0125' } },
    { key: 'gen_ai.response.id', value: { stringValue: 'chatcmpl-1' } },
    { key: 'gen_ai.usage.input_tokens', value: { intValue: '24' } },
    { key: 'gen_ai.usage.output_tokens', value: { intValue: 7 } },
    {
      key: 'gen_ai.input.messages',
      value: {
        stringValue: '[{"role": "Human", "parts": [{"content": "write to jo@x.org", "type": "text"}]}]',
      },
    },
    {
      key: 'gen_ai.output.messages',
      value: {
        stringValue:
          '[{"role": "AI", "parts": [{"content": "done", "type": "text"}], "finish_reason": "stop"}]',
      },
    },
  ],
  status: {},
  flags: 256,
})
const requestOf = (...spans: Json[]): Json => ({
  resourceSpans: [
    {
      resource: {
        attributes: [
          { key: 'telemetry.sdk.language', value: { stringValue: 'python' } },
          { key: 'service.name', value: { stringValue: 'assistant' } },
        ],
      },
      scopeSpans: [{ scope: { name: 'opentelemetry.util.genai.handler' }, spans }],
    },
  ],
})

describe('a payload of Python', () => {
  it('becomes the same event however often it is sent', async () => {
    for (let sent = 0; sent < 3; sent++) {
      const answer = await stack.call('POST', tracesPath, { body: requestOf(pythonSpan('eee19b7ec3c1b174')) })
      expect(answer).toMatchObject({ status: 200, body: {} })
      expect(answer.headers.get('content-type')).toBe('application/json')
    }
    expect(await find('5b8efff798038103d269b633813fc60c-eee19b7ec3c1b174')).toMatchObject({
      model: 'gpt-3.5-turbo-0125',
      tokens_in: 24,
      tokens_out: 7,
      prompt_excerpt: 'write to [REDACTED]',
      response_excerpt: 'done',
      latency_ms: 1000,
    })
    const [count] = await stack.rows<{ n: number }>(
      "SELECT toUInt32(count()) AS n FROM events WHERE trace_id = '5b8efff798038103d269b633813fc60c'",
    )
    expect(count?.n).toBe(1)
  })

  it('is taken but for the spans that cannot be read, of which the sender is told', async () => {
    const body = requestOf(pythonSpan('00000000000000aa'), pythonSpan('0000000000000000'), pythonSpan('xyz'))
    expect(await stack.call('POST', tracesPath, { body })).toMatchObject({
      status: 200,
      body: {
        partialSuccess: { rejectedSpans: '2', errorMessage: 'A span has no valid trace id or span id.' },
      },
    })
    await find('5b8efff798038103d269b633813fc60c-00000000000000aa')
  })

  it('of log records is what was said in a span, and counts no call of its own', async () => {
    const record = (eventName: string, content: string): Json => ({
      timeUnixNano: String(BigInt(Date.now()) * 1_000_000n),
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      eventName,
      body: { kvlistValue: { values: [{ key: 'content', value: { stringValue: content } }] } },
      attributes: [{ key: 'gen_ai.system', value: { stringValue: 'openai' } }],
    })
    const logRecords = [
      record('gen_ai.user.message', 'SSN 536-90-4399'),
      record('gen_ai.assistant.message', 'Noted'),
      record('other', 'not kept'),
    ]
    const body = { resourceLogs: [{ scopeLogs: [{ logRecords }] }] }
    for (const path of ['/v1/logs', '/api/v1/otlp/v1/logs']) {
      expect(await stack.call('POST', path, { body })).toMatchObject({ status: 200, body: {} })
    }
    const { items } = (
      await until(
        () => stack.call('GET', '/api/v1/events?source=otlp&vendor_id=openai&violation_type=pii_ssn'),
        ({ body: { items } }) => (items as Json[]).some(({ trace_id }) => trace_id === 'a'.repeat(32)),
      )
    ).body as { items: Json[] }
    expect(items.filter(({ trace_id }) => trace_id === 'a'.repeat(32))).toMatchObject([
      {
        requests: null,
        tokens_in: 0,
        cost_usd: '0',
        prompt_excerpt: 'SSN [REDACTED]',
        response_excerpt: 'Noted',
      },
    ])
  })
})

describe('an answer', () => {
  const post = async (raw: BodyInit, headers: Record<string, string>, key = stack.apiKey) => {
    const response = await fetch(`${stack.url}/v1/traces`, {
      method: 'POST',
      body: raw,
      headers: { authorization: `Bearer ${key}`, ...headers },
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, type: response.headers.get('content-type'), bytes }
  }

  it('is in protobuf to protobuf: nothing when all was taken, a status when it cannot be read', async () => {
    expect(await post(new Uint8Array(), protobuf)).toEqual({
      status: 200,
      type: 'application/x-protobuf',
      bytes: new Uint8Array(),
    })
    const bad = await post(new Uint8Array([255, 255]), protobuf)
    expect(bad).toMatchObject({ status: 400, type: 'application/x-protobuf' })
    expect([...bad.bytes.subarray(0, 3)]).toEqual([8, 3, 18])
    expect(new TextDecoder().decode(bad.bytes)).toContain('not a protobuf message')
  })

  it('is in JSON to JSON, refusals too', async () => {
    const json = { 'content-type': 'application/json; charset=utf-8' }
    const textOf = ({ bytes }: { bytes: Uint8Array }) => JSON.parse(new TextDecoder().decode(bytes)) as Json
    expect(textOf(await post('{}', json))).toEqual({})
    expect(await post('{', json)).toMatchObject({ status: 400, type: 'application/json' })
    expect(textOf(await post('[]', json))).toEqual({ code: 3, message: 'The body is not an object.' })
    expect(await post('{}', json, 'afk_000000000000_wrong')).toMatchObject({
      status: 401,
      type: 'application/json',
    })
    expect(await post('{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 })
    expect(await post('{}', { ...json, 'content-encoding': 'br' })).toMatchObject({ status: 415 })
    expect(await post('{}', { ...json, 'content-encoding': 'gzip' })).toMatchObject({ status: 400 })
  })

  it('is 413 to what unpacks to more than the limit, however small it came', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 32))
    expect(bomb.length).toBeLessThan(100_000)
    expect(await post(bomb, { ...protobuf, 'content-encoding': 'gzip' })).toMatchObject({
      status: 413,
      type: 'application/x-protobuf',
    })
  })

  it('is never 500, whatever the bytes are', async () => {
    let state = 3
    for (let round = 0; round < 40; round++) {
      const bytes = Uint8Array.from({ length: 1 + round * 7 }, () => {
        state = (state * 1103515245 + 12345) >>> 0
        return state >> 16
      })
      const headers = round % 2 === 0 ? protobuf : { 'content-type': 'application/json' }
      expect([200, 400]).toContain((await post(bytes, headers)).status)
    }
    for (const body of [
      `{"resourceSpans":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      '{"resourceSpans":[{"__proto__":{"scopeSpans":1},"scopeSpans":[{"spans":[{"attributes":[{"key":"__proto__","value":{"kvlistValue":{"values":[{"key":"__proto__"}]}}}]}]}]}]}',
      '{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"NaN","kind":"x","attributes":{}}]}]}]}',
    ]) {
      expect([200, 400]).toContain((await post(body, { 'content-type': 'application/json' })).status)
    }
  })
})
