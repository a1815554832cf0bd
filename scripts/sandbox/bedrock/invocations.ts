import { hashText, mix } from '../../demo/chance.ts'
import { promptAt } from '../../demo/prompts.ts'
import { Refusal } from '../wire.ts'
import { HOME_REGION } from './models.ts'

export const LOG_GROUP = '/aws/bedrock/invocations'
const SLOT_MS = 20 * 60_000
const PAGE_EVENTS = 40

type Asked = { logGroupName: string; startTime: number; endTime: number; nextToken?: string }

/**
 * `FilterLogEvents` over the log of invocations, which only the home region keeps. The first page is empty, as pages of
 * a search through many streams may be. Errors: Refusal 400.
 */
export function invocationLog(
  body: string,
  region: string,
  seed: string,
  account: string,
  nowMs: number,
): unknown {
  const { logGroupName, startTime, endTime, nextToken } = JSON.parse(body) as Asked
  if (logGroupName !== LOG_GROUP || region !== HOME_REGION)
    throw new Refusal(400, 'The specified log group does not exist.', 'ResourceNotFoundException')
  if (nextToken === undefined) return { events: [], nextToken: '0', searchedLogStreams: [] }
  const calls: { slot: number; atMs: number }[] = []
  for (let slot = Math.floor(startTime / SLOT_MS); slot * SLOT_MS <= Math.min(endTime, nowMs); slot++) {
    const atMs = slot * SLOT_MS + (mix(hashText(`${seed}/bedrock/log`), slot) % SLOT_MS)
    if (atMs < startTime || atMs > Math.min(endTime, nowMs)) continue
    calls.push({ slot, atMs })
  }
  const from = Number(nextToken)
  return {
    events: calls.slice(from, from + PAGE_EVENTS).map(({ slot, atMs }) => eventAt(seed, account, slot, atMs)),
    ...(from + PAGE_EVENTS < calls.length ? { nextToken: String(from + PAGE_EVENTS) } : {}),
    searchedLogStreams: [],
  }
}

/** Every third answer is a stream of chunks, and now and then a long one lies in S3. */
function eventAt(seed: string, account: string, slot: number, atMs: number) {
  const { event } = promptAt(`${seed}/bedrock`, slot, atMs)
  const isStream = slot % 3 === 0
  const isElsewhere = slot % 17 === 0
  const bucket = `s3://northwind-bedrock-logs/AWSLogs/${account}/BedrockModelInvocationLogs/${event.id}`
  const log = {
    schemaType: 'ModelInvocationLog',
    schemaVersion: '1.0',
    timestamp: new Date(atMs).toISOString().replace(/\.\d{3}/, ''),
    accountId: account,
    ...(slot % 11 === 0
      ? {}
      : { identity: { arn: `arn:aws:sts::${account}:assumed-role/app-role/${event.actor_email}` } }),
    region: HOME_REGION,
    requestId: event.id,
    operation: isStream ? 'InvokeModelWithResponseStream' : 'Converse',
    modelId: isStream ? 'anthropic.claude-sonnet-4-6-v1:0' : 'amazon.nova-pro-v1:0',
    input: {
      inputContentType: 'application/json',
      inputBodyJson: { messages: [{ role: 'user', content: [{ text: event.prompt }] }] },
      inputTokenCount: event.tokens_in,
    },
    output: {
      outputContentType: 'application/json',
      ...(isElsewhere
        ? { outputBodyS3Path: `${bucket}_output.json.gz` }
        : { outputBodyJson: isStream ? chunksOf(event.response) : answerOf(event.response) }),
      outputTokenCount: event.tokens_out,
    },
    requestMetadata: { team: event.project_id },
  }
  return {
    eventId: String(slot),
    timestamp: atMs,
    ingestionTime: atMs + 4_000,
    logStreamName: 'aws/bedrock/modelinvocations',
    message: JSON.stringify(log),
  }
}

function answerOf(text: string) {
  return { output: { message: { role: 'assistant', content: [{ text }] } }, stopReason: 'end_turn' }
}

function chunksOf(text: string) {
  const pieces = text.match(/[\s\S]{1,40}/g) ?? []
  return [
    { type: 'message_start', message: { id: 'msg_1', role: 'assistant', content: [] } },
    ...pieces.map((piece) => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text: piece },
    })),
    { type: 'message_stop' },
  ]
}
