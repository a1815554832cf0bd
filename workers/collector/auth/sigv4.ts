import { type Bytes, utf8 } from '../../vault/encoding.ts'

export type AwsKeys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined }

/** Which service of which region a signature is for; it is worth nothing elsewhere. */
export type AwsScope = { region: string; service: string }

export type SignedRequest = {
  method: 'GET' | 'POST'
  url: URL
  /** Headers to sign besides `host`, which the platform sends by itself. */
  headers: Readonly<Record<string, string>>
  body: string
}

/**
 * The headers of a request as AWS takes it: those given, the date, a session's token, and the signature over all.
 * Units: `atMs` epoch milliseconds; AWS refuses dates that are more than some minutes off.
 * Source: Signature Version 4, IAM User Guide "Create a signed AWS API request".
 */
export async function awsHeaders(
  keys: AwsKeys,
  { region, service }: AwsScope,
  { method, url, headers, body }: SignedRequest,
  atMs: number,
): Promise<Record<string, string>> {
  const date = new Date(atMs).toISOString().replace(/[:-]|\.\d{3}/g, '')
  const day = date.slice(0, 8)
  const sent: Record<string, string> = {
    ...headers,
    'x-amz-date': date,
    ...(keys.sessionToken === undefined ? {} : { 'x-amz-security-token': keys.sessionToken }),
  }
  const canonical = Object.entries({ ...sent, host: url.host })
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const names = canonical.map(([name]) => name).join(';')
  const request = [
    method,
    pathOf(url),
    queryOf(url),
    ...canonical.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    await sha256Hex(body),
  ].join('\n')

  const scope = `${day}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', date, scope, await sha256Hex(request)].join('\n')
  let key: Bytes = utf8(`AWS4${keys.secretAccessKey}`)
  for (const part of [day, region, service, 'aws4_request']) key = await hmac(key, part)
  const signature = hex(await hmac(key, text))
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

/** Each segment of the path is encoded a second time, as every service but S3 wants it. */
function pathOf({ pathname }: URL): string {
  return pathname.split('/').map(encoded).join('/')
}

function queryOf({ searchParams }: URL): string {
  return [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&')
}

/** Everything but letters, digits and `-._~`, as upper-case hexadecimal. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

async function sha256Hex(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))))
}

async function hmac(key: Bytes, text: string): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8(text)))
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
