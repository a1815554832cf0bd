import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { awsHeaders, type SignedRequest } from './sigv4.ts'

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const scope = { region: 'us-east-1', service: 'service' }
const atMs = Date.parse('2015-08-30T12:36:00Z')
const sessionToken =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=='

type Given = { method?: 'GET' | 'POST'; path?: string; headers?: SignedRequest['headers']; body?: string }

async function authorization({ method = 'GET', path = '/', headers = {}, body = '' }: Given, token?: string) {
  const url = new URL(`https://example.amazonaws.com${path}`)
  const signed = await awsHeaders(
    { ...keys, sessionToken: token },
    scope,
    { method, url, headers, body },
    atMs,
  )
  return signed.authorization ?? ''
}

const expected = (names: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`

const unreserved = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** AWS's published test suite (aws-sig-v4-test-suite); each signature is the suite's. */
const suite: readonly (readonly [string, Given, string, string])[] = [
  ['get-vanilla', {}, 'host;x-amz-date', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'get-unreserved',
    { path: `/${unreserved}` },
    'host;x-amz-date',
    '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  ],
  [
    'get-vanilla-query-order-key-case',
    { path: '/?Param2=value2&Param1=value1' },
    'host;x-amz-date',
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
  [
    'get-vanilla-query-unreserved',
    { path: `/?${unreserved}=${unreserved}` },
    'host;x-amz-date',
    '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
  ],
  [
    'get-vanilla-utf8-query',
    { path: '/?ሴ=bar' },
    'host;x-amz-date',
    '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  ],
  [
    'get-header-value-trim',
    { headers: { 'My-Header1': ' value1', 'My-Header2': ' "a   b   c"' } },
    'host;my-header1;my-header2;x-amz-date',
    'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  ],
  [
    'post-vanilla',
    { method: 'POST' },
    'host;x-amz-date',
    '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  ],
  [
    'post-header-key-sort',
    { method: 'POST', headers: { 'My-Header1': 'value1' } },
    'host;my-header1;x-amz-date',
    'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  ],
  [
    'post-x-www-form-urlencoded',
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'Param1=value1',
    },
    'content-type;host;x-amz-date',
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  ],
  [
    'post-x-www-form-urlencoded-parameters',
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf8' },
      body: 'Param1=value1',
    },
    'content-type;host;x-amz-date',
    '1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe',
  ],
]

describe('an AWS signature', () => {
  it.each(suite)('is that of the published suite for %s', async (_name, given, names, signature) => {
    expect(await authorization(given)).toBe(expected(names, signature))
  })

  it('covers the token of a session, which goes with it (post-sts-header-before)', async () => {
    expect(await authorization({ method: 'POST' }, sessionToken)).toBe(
      expected(
        'host;x-amz-date;x-amz-security-token',
        '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
      ),
    )
  })

  it('sends what it signed, and never the secret', async () => {
    const request = {
      method: 'POST',
      url: new URL('https://example.amazonaws.com/'),
      headers: {},
      body: 'x',
    } as const
    const headers = await awsHeaders({ ...keys, sessionToken: 'token' }, scope, request, atMs)
    expect(headers).toMatchObject({ 'x-amz-date': '20150830T123600Z', 'x-amz-security-token': 'token' })
    expect(JSON.stringify(headers)).not.toContain(keys.secretAccessKey)
  })

  it('writes what AWS does not count as plain in upper-case hexadecimal, twice in a path', async () => {
    const canonical = [
      'GET',
      '/a%252Ab/%2A%28c%29/d%21%27',
      'a%2A=%21%27%28%29%2A&b=x%2Fy',
      'host:example.amazonaws.com',
      'x-amz-date:20150830T123600Z',
      '',
      'host;x-amz-date',
      createHash('sha256').update('').digest('hex'),
    ].join('\n')
    const day = '20150830/us-east-1/service/aws4_request'
    const text = `AWS4-HMAC-SHA256\n20150830T123600Z\n${day}\n${createHash('sha256').update(canonical).digest('hex')}`
    const key = day
      .split('/')
      .reduce(
        (with_: string | Buffer, part) => createHmac('sha256', with_).update(part).digest(),
        `AWS4${keys.secretAccessKey}`,
      )
    const path = "/a%2Ab/*(c)/d!'?b=x/y&a*=!'()*"
    expect(await authorization({ path })).toBe(
      expected('host;x-amz-date', createHmac('sha256', key).update(text).digest('hex')),
    )
  })

  it.each([
    ['the body', { method: 'POST', body: 'other' } as const],
    ['the path', { method: 'POST', path: '/other' } as const],
    ['a header', { method: 'POST', headers: { 'x-amz-target': 'other' } } as const],
  ])('differs when %s does', async (_name, given) => {
    expect(await authorization(given)).not.toBe(await authorization({ method: 'POST' }))
  })
})
