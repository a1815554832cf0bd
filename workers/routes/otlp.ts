import type { LlmPushEvent } from '../../analytics/contract/push.ts'
import {
  contentTypeOf,
  exportAnswer,
  type OtlpEncoding,
  type OtlpSignal,
  statusAnswer,
} from '../../analytics/otlp/answer.ts'
import { logsFromBinary, spansFromBinary } from '../../analytics/otlp/from-binary.ts'
import { logsFromJson, spansFromJson } from '../../analytics/otlp/from-json.ts'
import { OtlpFault } from '../../analytics/otlp/records.ts'
import { llmEvent } from '../../analytics/pipeline.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { bodyBytesMax, jsonOf, readBytes } from '../http/body.ts'
import { answerOf, type Failure } from '../http/failure.ts'
import { type CallerContext, rawRoute } from '../http/route.ts'
import { callsOfLogs, callsOfSpans, type OtlpContent } from '../otlp-calls.ts'
import { type Door, takeIn } from '../take-in.ts'

const callsMax = 10_000
const door: Door<LlmPushEvent> = { name: 'otlp', source: 'otlp', toEvent: llmEvent }

export const otlpTraces = rawRoute('POST /otlp/v1/traces', {
  summary:
    'OpenTelemetry traces (OTLP over HTTP, protobuf or JSON, gzip). Spans of AI calls and of their tools become events; others are taken and not kept.',
  permission: 'ingest:write',
  scoped: true,
  limit: { whenDown: 'allow' },
  refused,
  handle: (context) =>
    taken(context, 'traces', async (body, encoding) =>
      callsOfSpans(context, encoding === 'json' ? spansFromJson(body) : spansFromBinary(body as Uint8Array)),
    ),
})

export const otlpLogs = rawRoute('POST /otlp/v1/logs', {
  summary:
    'OpenTelemetry logs (OTLP over HTTP, protobuf or JSON, gzip). Records that tell what was said in an AI call become events; others are taken and not kept.',
  permission: 'ingest:write',
  scoped: true,
  limit: { whenDown: 'allow' },
  refused,
  handle: (context) =>
    taken(context, 'logs', async (body, encoding) =>
      callsOfLogs(context, encoding === 'json' ? logsFromJson(body) : logsFromBinary(body as Uint8Array)),
    ),
})

/** How a request is written, which its answer is too; null for neither of the two. */
function encodingOf(request: Request): OtlpEncoding | null {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return 'json'
  return type === 'application/x-protobuf' || type === 'application/protobuf' ? 'protobuf' : null
}

/** Takes a request in: what of it is no call, or cannot be read, does not keep the rest out. */
async function taken(
  context: CallerContext,
  signal: OtlpSignal,
  calls: (body: unknown, encoding: OtlpEncoding) => Promise<OtlpContent>,
): Promise<Result<Response, Failure>> {
  const encoding = encodingOf(context.request)
  if (encoding === null) {
    const expected = 'application/x-protobuf or application/json'
    return fail({ kind: 'unsupported_media_type', expected })
  }
  const bytes = await readBytes(context.request, bodyBytesMax)
  if (!bytes.ok) return bytes
  const body = encoding === 'json' ? jsonOf(bytes.value) : bytes
  if (!body.ok) return body
  try {
    const { events, rejected, reason } = await calls(body.value, encoding)
    if (events.length > callsMax) {
      return fail({ kind: 'too_large', message: `Send at most ${callsMax} calls at once.` })
    }
    const stored = events.length === 0 ? ok(null) : await takeIn(context, door, events)
    if (!stored.ok) return stored
    return ok(respond(200, encoding, exportAnswer(encoding, signal, rejected, reason)))
  } catch (error) {
    if (!(error instanceof OtlpFault)) throw error
    return fail({ kind: 'bad_request', message: error.message })
  }
}

function respond(
  status: number,
  encoding: OtlpEncoding,
  body: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = {},
): Response {
  const own = { 'content-type': contentTypeOf[encoding], 'cache-control': 'no-store' }
  return new Response(body, { status, headers: { ...headers, ...own } })
}

/** Source: google.rpc.Code, as the HTTP mapping of gRPC has it. */
const codeOf: Readonly<Record<number, number>> = {
  401: 16,
  403: 7,
  404: 5,
  405: 12,
  429: 8,
  500: 13,
  503: 14,
}

/** A refusal in the words of OTLP: senders repeat what was answered with 429 and 503, and nothing else. */
function refused(failure: Failure, request: Request): Response {
  const { status, detail, headers } = answerOf(failure)
  const encoding = encodingOf(request) ?? 'json'
  const answered = status === 422 ? 400 : status
  return respond(answered, encoding, statusAnswer(encoding, codeOf[answered] ?? 3, detail), headers)
}
