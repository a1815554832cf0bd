import { expect, it } from 'vitest'
import { awsHeaders } from '../../../workers/collector/auth/sigv4.ts'
import type { Reply } from '../wire.ts'
import { awsKeys, bedrockVendor } from './vendor.ts'

const nowMs = Date.UTC(2026, 10, 18, 15)
const vendor = bedrockVendor('probe')
const [reader] = awsKeys('probe')
const identity = 'Action=GetCallerIdentity&Version=2011-06-15'

async function ask(
  changes: { body?: string; atMs?: number; id?: string; target?: string } = {},
): Promise<Reply> {
  const { target } = changes
  const signed = await awsHeaders(
    { accessKeyId: changes.id ?? reader.id, secretAccessKey: reader.secret },
    { region: 'us-east-1', service: target === undefined ? 'sts' : 'monitoring' },
    {
      method: 'POST',
      url: new URL('http://sandbox/bedrock/'),
      headers: target === undefined ? {} : { 'x-amz-target': target },
      body: identity,
    },
    changes.atMs ?? nowMs,
  )
  const headers = new Headers({ ...signed, host: 'sandbox' })
  const body = changes.body ?? identity
  return vendor.answer({ method: 'POST', path: '/', query: new URLSearchParams(), headers, body, nowMs })
}

it('answers a request that bears its key’s signature', async () => {
  expect(await ask()).toMatchObject({
    status: 200,
    body: expect.stringMatching(/<Account>\d{12}<\/Account>/),
  })
})

it.each([
  ['a body that was changed on its way', { body: `${identity}&x=1` }, 'InvalidSignatureException'],
  ['an old date', { atMs: nowMs - 3_600_000 }, 'InvalidSignatureException'],
  ['another key', { id: 'AKIAIOSFODNN7EXAMPLE' }, 'UnrecognizedClientException'],
])('refuses %s', async (_name, changes, type) => {
  const body = { __type: `com.amazon.coral.service#${type}` }
  expect(await ask(changes)).toMatchObject({ status: 403, body })
})

it('knows no other operations', async () => {
  const body = { __type: 'com.amazon.coral.service#UnknownOperationException' }
  expect(await ask({ target: 'Logs.DeleteLogGroup' })).toMatchObject({ status: 400, body })
})
