import { describe, expect, it } from 'vitest'
import { account, aws, failing, nowMs, window } from '../../../tests/support/aws-wire.ts'
import { pulled, refused } from '../../../tests/support/vendor-pages.ts'
import type { SeenCall } from '../../../tests/support/vendor-wire.ts'
import { bedrock } from './bedrock.ts'

const log = (changes: Record<string, unknown> = {}) => ({
  schemaType: 'ModelInvocationLog',
  schemaVersion: '1.0',
  timestamp: '2026-11-18T09:21:50Z',
  accountId: account,
  identity: { arn: `arn:aws:sts::${account}:assumed-role/app-role/dana@example.com` },
  requestId: '0d7f',
  operation: 'Converse',
  modelId: 'anthropic.claude-sonnet-4-6-v1:0',
  input: {
    inputBodyJson: { messages: [{ role: 'user', content: [{ text: 'Draft a reply' }] }] },
    inputTokenCount: 1204,
  },
  output: {
    outputBodyJson: { output: { message: { content: [{ text: 'Dear …' }] } } },
    outputTokenCount: 311,
  },
  ...changes,
})
const events = (entries: unknown[], nextToken: string | null = null) => ({
  body: {
    events: entries.map((entry) => ({ message: typeof entry === 'string' ? entry : JSON.stringify(entry) })),
    nextToken,
  },
})

async function calls(entries: unknown[]) {
  const { ctx } = await aws(() => events(entries))
  return pulled(bedrock, 'calls', ctx, window)
}

describe('the log of invocations', () => {
  it('is asked for the whole span, by the first millisecond and the last, and for nothing that is to come', async () => {
    const { ctx, calls: seen } = await aws(() => events([], 'n2'))
    await pulled(bedrock, 'calls', ctx, { ...window, fromMs: window.fromMs + 0.5 })
    await pulled(bedrock, 'calls', ctx, { ...window, toMs: nowMs + 1_000, page: 'us-east-1|n1' })
    const asked = { logGroupName: '/aws/bedrock/calls', startTime: window.fromMs, limit: 1_000 }
    expect(seen.map(({ body }) => JSON.parse(body))).toEqual([
      { ...asked, endTime: window.toMs - 1 },
      { ...asked, endTime: nowMs - 1, nextToken: 'n1' },
    ])
    expect(seen[0]?.headers['x-amz-target']).toBe('Logs_20140328.FilterLogEvents')
    expect(await pulled(bedrock, 'calls', ctx, { ...window, fromMs: nowMs, toMs: nowMs + 1 })).toMatchObject({
      rows: 0,
      nextPage: null,
    })
    expect(seen).toHaveLength(2)
  })

  it('is kept as it was answered', async () => {
    const page = await calls([log({ timestamp: '2026-11-18T10:21:50+01:00' })])
    expect(JSON.parse(page.raw)).toMatchObject({ events: [{ message: expect.stringContaining('0d7f') }] })
    expect(page.calls[0]?.timestamp).toBe('2026-11-18T09:21:50.000Z')
  })

  it.each([
    ['a cursor that repeats itself', () => events([], 'same'), 'us-east-1|same', 'bad_json'],
    ['an answer of another shape', () => ({ body: { events: 'none' } }), null, 'bad_json'],
    [
      'a region that may not be read, though there are others',
      failing(400, 'AccessDeniedException', 'not authorized'),
      null,
      'forbidden',
    ],
    ['a region that the settings no longer name', () => events([]), 'ap-south-1|x', 'gone'],
  ])('stops at %s', async (_what, answer, page, tag) => {
    const { ctx } = await aws(answer, { regions: 'us-east-1,eu-west-1' })
    expect(await refused(bedrock, 'calls', ctx, { ...window, page })).toMatchObject({ tag })
  })

  it('gives each call with its text and its caller, and counts no tokens a second time', async () => {
    expect((await calls([log()])).calls).toEqual([
      {
        naturalKey: expect.stringContaining('0d7f'),
        actorRef: `arn:aws:sts::${account}:assumed-role/app-role/dana@example.com`,
        actor_email: 'dana@example.com',
        projectRef: null,
        model: 'anthropic.claude-sonnet-4-6-v1:0',
        operation: 'Converse',
        prompt: 'Draft a reply',
        response: 'Dear …',
        timestamp: '2026-11-18T09:21:50.000Z',
        trace_id: '0d7f',
        status: 'success',
        tokens_in: 0,
        tokens_out: 0,
        cost_usd: '0',
      },
    ])
  })

  it.each([
    [
      [
        { contentBlockDelta: { delta: { text: 'Dear ' } } },
        { contentBlockDelta: { delta: { text: 'Ms X' } } },
      ],
    ],
    [
      [
        { type: 'message_start', message: { id: 'msg_1', content: [] } },
        { type: 'content_block_delta', delta: { type: 'text_delta', text: 'Dear ' } },
        { type: 'content_block_delta', delta: { type: 'text_delta', text: 'Ms X' } },
      ],
    ],
    [[{ generation: 'Dear ' }, { generation: 'Ms X' }]],
    [[{ choices: [{ delta: { content: 'Dear ' } }] }, { choices: [{ delta: { content: 'Ms X' } }] }]],
    [{ results: [{ outputText: 'Dear Ms X' }] }],
    [{ content: [{ type: 'text', text: 'Dear Ms X' }], role: 'assistant' }],
  ])('reads an answer as %j', async (outputBodyJson) => {
    const { calls: read } = await calls([log({ output: { outputBodyJson } })])
    expect(read[0]?.response).toBe('Dear Ms X')
  })

  it('reads what the system says and what tools get and give, but no pictures', async () => {
    const inputBodyJson = {
      system: [{ text: 'Be kind' }],
      messages: [
        { role: 'user', content: [{ image: { source: { bytes: 'aGVsbG8=' } } }, { text: 'Who is it?' }] },
        { role: 'assistant', content: [{ toolUse: { name: 'find', input: { patient: 'Dana' } } }] },
        { role: 'user', content: [{ toolResult: { content: [{ json: { ssn: '078-05-1120' } }] } }] },
      ],
    }
    const { calls: read } = await calls([log({ input: { inputBodyJson } })])
    expect(read[0]?.prompt).toBe('Be kind\nWho is it?\n{"patient":"Dana"}\n{"ssn":"078-05-1120"}')
  })

  it('says when the text lies in S3, and reads none of it', async () => {
    const { calls: read } = await calls([log({ output: { outputBodyS3Path: 's3://logs/x_output.json.gz' } })])
    expect(read).toMatchObject([{ status: 'text_in_s3', prompt: 'Draft a reply', response: null }])
    const asked = await calls([log({ input: { inputBodyS3Path: 's3://logs/x_input.json.gz' } })])
    expect(asked.calls).toMatchObject([{ status: 'text_in_s3', prompt: null, response: 'Dear …' }])
  })

  it('knows no caller where the log names none, and no mail where the session is none', async () => {
    const arn = `arn:aws:sts::${account}:assumed-role/app-role/i-0abc`
    const { calls: read } = await calls([
      log({ identity: undefined }),
      log({ requestId: '2', identity: { arn } }),
    ])
    expect(read.map((call) => [call.actorRef, call.actor_email])).toEqual([
      [null, undefined],
      [arn, undefined],
    ])
  })

  it('gives a call once, says of a failed one that it failed, and counts other lines', async () => {
    const page = await calls([
      log(),
      log(),
      log({ requestId: '3', errorCode: 'ThrottlingException' }),
      'START',
      {},
    ])
    expect(page.calls.map(({ status }) => status)).toEqual(['success', 'error'])
    expect([page.rows, page.skipped]).toEqual([4, [{ reason: 'malformed_row', count: 2 }]])
  })

  it('goes on over empty pages, and passes a region without such a log when there are others', async () => {
    const missing = failing(400, 'ResourceNotFoundException', 'The specified log group does not exist.')
    const answer = (call: SeenCall) =>
      call.headers.authorization?.includes('/eu-west-1/')
        ? missing()
        : events([], call.body.includes('n2') ? null : 'n2')
    const { ctx } = await aws(answer, { regions: 'us-east-1,eu-west-1' })
    const pages: (string | null)[] = []
    for (let page: string | null = null; pages.length < 3; pages.push(page))
      page = (await pulled(bedrock, 'calls', ctx, { ...window, page })).nextPage
    expect(pages).toEqual(['us-east-1|n2', 'eu-west-1|', null])
    const alone = await aws(missing)
    expect(await refused(bedrock, 'calls', alone.ctx, window)).toMatchObject({ tag: 'not_found' })
  })

  it('is said to be missing where the settings name none', async () => {
    const { ctx, calls: seen } = await aws(() => events([]), { log_group: '' })
    expect(await refused(bedrock, 'calls', ctx, window)).toMatchObject({ tag: 'forbidden' })
    expect(seen).toEqual([])
  })
})
