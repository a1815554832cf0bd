import { createHash, createHmac } from 'node:crypto'
import { Refusal, type WireRequest } from '../wire.ts'

const SKEW_MS = 300_000

export type AwsKey = { id: string; secret: string; denied: readonly string[] }

/** Whose signature a request bears, and for which service of which region. Errors: Refusal 403. */
export function signerOf(
  request: WireRequest,
  keys: readonly AwsKey[],
): { key: AwsKey; region: string; service: string } {
  const [, id = '', day = '', region = '', service = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.get('authorization') ?? '',
    ) ?? []
  if (id === '') throw new Refusal(403, 'Missing Authentication Token', 'MissingAuthenticationTokenException')
  const key = keys.find((each) => each.id === id)
  if (!key)
    throw new Refusal(
      403,
      'The security token included in the request is invalid.',
      'UnrecognizedClientException',
    )
  const date = request.headers.get('x-amz-date') ?? ''
  const atMs = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  // A sandbox may tell another time than the clock on the wall: a caller may keep to either.
  const offMs = Math.min(...[request.nowMs, Date.now()].map((nowMs) => Math.abs(nowMs - atMs)))
  if (!(offMs <= SKEW_MS) || !date.startsWith(day))
    throw new Refusal(
      403,
      `Signature expired: ${date} is not within 5 minutes of now`,
      'InvalidSignatureException',
    )

  const canonical = [
    request.method,
    `/bedrock${request.path}`,
    '',
    ...names.split(';').map((name) => `${name}:${request.headers.get(name) ?? ''}`),
    '',
    names,
    sha256(request.body),
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`
  let signing: Buffer = Buffer.from(`AWS4${key.secret}`)
  for (const part of [day, region, service, 'aws4_request']) signing = hmac(signing, part)
  const covered = ['host', 'x-amz-date'].every((name) => names.split(';').includes(name))
  if (!covered || hmac(signing, text).toString('hex') !== signature) {
    throw new Refusal(
      403,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
      'InvalidSignatureException',
    )
  }
  return { key, region, service }
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
