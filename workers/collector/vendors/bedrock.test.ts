import { describe, expect, it } from 'vitest'
import { awsKeys } from '../../../scripts/sandbox/bedrock/vendor.ts'
import { account, aws, failing, nowMs, window } from '../../../tests/support/aws-wire.ts'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, refused, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { bedrock } from './bedrock.ts'

const dayMs = 86_400_000

const identity = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/x</Arn>
  <Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`

describe('an AWS key', () => {
  it('is tried with GetCallerIdentity, signed for STS of its first region, and gives the account', async () => {
    const { ctx, calls: seen } = await aws(() => ({
      body: identity,
      headers: { 'content-type': 'text/xml' },
    }))
    expect(await bedrock.validate(ctx)).toEqual({ ok: true, value: { accountRef: account } })
    expect(seen[0]).toMatchObject({ method: 'POST', body: 'Action=GetCallerIdentity&Version=2011-06-15' })
    expect(seen[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/20261120\/us-east-1\/sts\/aws4_request, SignedHeaders=content-type;host;x-amz-date, /,
    )
    expect(seen[0]?.headers['x-amz-date']).toMatch(/^20261120T123015Z$/)
  })

  it('is invalid when AWS refuses even its identity, and when the answer names no account', async () => {
    const denied = '<ErrorResponse><Error><Code>InvalidClientTokenId</Code></Error></ErrorResponse>'
    const { ctx } = await aws(() => ({ status: 403, body: denied, headers: { 'content-type': 'text/xml' } }))
    expect(await bedrock.validate(ctx)).toMatchObject({ ok: false, failure: { tag: 'unauthorized' } })
    const other = await aws(() => ({ body: '<html></html>', headers: { 'content-type': 'text/xml' } }))
    expect(await bedrock.validate(other.ctx)).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })

  it.each([
    [
      403,
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      'unauthorized',
    ],
    [400, 'UnrecognizedClientException', 'The security token is invalid.', 'unauthorized'],
    [403, 'ExpiredTokenException', 'The security token included in the request is expired', 'unauthorized'],
    [400, 'ExpiredTokenException', 'expired', 'unauthorized'],
    [403, 'InvalidSignatureException', 'The request signature we calculated does not match', 'unauthorized'],
    [403, 'InvalidSignatureException', 'Signature expired: 20261120T113015Z is now earlier than', 'rejected'],
    [400, 'InvalidSignatureException', 'Signature not yet current: 20261120T143015Z', 'rejected'],
    [
      400,
      'AccessDeniedException',
      'User: x is not authorized to perform: cloudwatch:GetMetricData',
      'forbidden',
    ],
    [403, 'AccessDeniedException', 'User: x is not authorized', 'forbidden'],
    [400, 'ThrottlingException', 'Rate exceeded', 'rate_limited'],
    [400, 'LimitExceededException', 'Limit exceeded', 'rate_limited'],
    [400, 'ValidationException', 'wrong', 'rejected'],
  ])('is answered %i %s (%s) and the failure is %s', async (status, type, message, tag) => {
    const { ctx } = await aws(failing(status, type, message))
    expect(await refused(bedrock, 'usage', ctx, window)).toMatchObject({ tag })
  })

  it.each(['us-gov-west-1', 'us-gov-east-1'])(
    'of GovCloud is tried and read there, and its bill, which is elsewhere, is never asked for: %s',
    async (regions) => {
      const sts = await aws(() => ({ body: identity, headers: { 'content-type': 'text/xml' } }), { regions })
      expect(await bedrock.validate(sts.ctx)).toMatchObject({ ok: true })
      expect(sts.calls[0]?.headers.authorization).toContain(`/${regions}/sts/aws4_request`)
      expect(bedrock.apis[`monitoring.${regions}`]?.default).toBe(
        `https://monitoring.${regions}.amazonaws.com`,
      )
      const bill = await aws(() => ({ body: {} }), { regions })
      expect(await refused(bedrock, 'cost', bill.ctx, window)).toMatchObject({
        tag: 'forbidden',
        detail: expect.stringContaining('commercial account'),
      })
      expect(bill.calls).toEqual([])
    },
  )

  it.each(['us-east-9', 'us-gov-west-9', 'cn-north-1', '', 'evil.example'])(
    'calls no region "%s"',
    async (regions) => {
      const { ctx, calls: seen } = await aws(() => ({ body: {} }), { regions })
      expect(await refused(bedrock, 'usage', ctx, window)).toMatchObject({ tag: 'refused_url' })
      expect(seen).toEqual([])
    },
  )
})

describe('Bedrock and its sandbox', { timeout: 30_000 }, () => {
  const days = { fromMs: Date.parse('2026-10-19T00:00:00Z'), toMs: Date.parse('2026-11-18T00:00:00Z') }

  it('end up with the same tokens, calls and money over 30 days', async () => {
    const served = await atSandbox(bedrock, nowMs)
    const usage = await pullAll(streamOf(bedrock, 'usage'), served.context(), days)
    const cost = await pullAll(streamOf(bedrock, 'cost'), served.context(), days)
    expect(sumsOf({ usage: usage.usage, costs: cost.costs })).toEqual(served.ledger(days.fromMs, days.toMs))
    expect([...usage.skipped, ...cost.skipped]).toEqual([])
    expect(cost.pages.length).toBeGreaterThan(2)
  })

  it('end up the same when buckets were read before they were final', async () => {
    const served = await atSandbox(bedrock, days.toMs - 2 * 3_600_000)
    const span = { fromMs: days.toMs - dayMs, toMs: days.toMs }
    const early = await pullAll(streamOf(bedrock, 'usage'), served.context(), span)
    served.setNow(nowMs)
    const late = await pullAll(streamOf(bedrock, 'usage'), served.context(), span)
    const ledger = { ...served.ledger(span.fromMs, span.toMs), costsNano: {} }
    expect(sumsOf({ usage: [...early.usage, ...late.usage], costs: [] })).toEqual(ledger)
  })

  it('know every call of the log once, with its text', async () => {
    const served = await atSandbox(bedrock, nowMs)
    const { calls: read, skipped } = await pullAll(streamOf(bedrock, 'calls'), served.context(), {
      fromMs: days.toMs - dayMs,
      toMs: days.toMs,
    })
    expect([read.length, new Set(read.map(({ naturalKey }) => naturalKey)).size, skipped]).toEqual([
      72,
      72,
      [],
    ])
    expect(read.filter(({ prompt }) => prompt).length).toBe(72)
    expect(read.filter(({ response }) => response === null).map(({ status }) => status)).toEqual(
      read.filter(({ status }) => status === 'text_in_s3').map(() => 'text_in_s3'),
    )
  })

  it('part over a wrong secret, a wrong clock and a missing permission', async () => {
    const served = await atSandbox(bedrock, nowMs)
    const validated = await bedrock.validate(served.context())
    expect(validated).toMatchObject({ ok: true, value: { accountRef: expect.stringMatching(/^\d{12}$/) } })
    const wrong = await bedrock.validate(served.context({ secret: 'x'.repeat(40) }))
    expect(wrong).toMatchObject({ ok: false, failure: { tag: 'unauthorized' } })
    const skewed = { ...served.context(), nowMs: nowMs - 3_600_000 }
    expect(await refused(bedrock, 'usage', skewed, window)).toMatchObject({ tag: 'rejected' })
    const [, counts] = awsKeys('northwind')
    const settings = { access_key_id: counts.id, regions: 'us-east-1' }
    const ctx = served.context({ secret: counts.secret, settings })
    expect((await pulled(bedrock, 'usage', ctx, window)).usage.length).toBeGreaterThan(0)
    expect(await refused(bedrock, 'cost', ctx, window)).toMatchObject({ tag: 'forbidden' })
  })
})
