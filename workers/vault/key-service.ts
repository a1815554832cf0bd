import { z } from 'zod'
import { awsHeaders } from '../collector/auth/sigv4.ts'
import { privateHosts, refusal } from '../collector/host-guard.ts'
import { base64, fromBase64, utf8 } from './encoding.ts'
import { type Kek, type KeyOwner, type KeyUse, keyIdPattern, type OutsideKek } from './key-ring.ts'
import { VaultError } from './vault-error.ts'

const text = z.string().min(1).max(2_048)
const common = {
  id: z.string().regex(keyIdPattern),
  status: z.enum(['active', 'decrypt_only']).default('active'),
}
const settingsShape = z.discriminatedUnion('service', [
  z.strictObject({
    ...common,
    service: z.literal('aws_kms'),
    region: z.string().regex(/^[a-z0-9-]{1,32}$/),
    /** The ARN or the id of a symmetric key. */
    key: text,
    access_key_id: text,
    secret_access_key: text,
    session_token: text.optional(),
    endpoint: z.url().optional(),
  }),
  z.strictObject({
    ...common,
    service: z.literal('vault_transit'),
    address: z.url(),
    mount: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .default('transit'),
    key: z.string().regex(/^[\w.-]{1,128}$/),
    token: text,
    namespace: text.optional(),
  }),
])
type Settings = z.infer<typeof settingsShape>
type Of<Service> = Extract<Settings, { service: Service }>

export type KeyServiceOptions = {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  nowMs: () => number
  /** Private hosts that the operator's own settings may name. */
  privateHosts: string
}

/**
 * The key of a key service outside, out of the secret `VAULT_KEY_SERVICE`; null when it is empty.
 *
 * Shape: `{"service": "aws_kms", "id", "region", "key", "access_key_id", "secret_access_key"}` or
 * `{"service": "vault_transit", "id", "address", "key", "token"}`.
 * Errors: VaultError `bad_key_ring`; the message names fields, never values.
 */
export function outsideKek(settingsJson: string, options: KeyServiceOptions): OutsideKek | null {
  if (settingsJson.trim() === '') return null
  const settings = parse(settingsJson)
  const kek = settings.service === 'aws_kms' ? kmsKek(settings, options) : transitKek(settings, options)
  return { kekId: settings.id, service: settings.service, status: settings.status, kek }
}

function parse(json: string): Settings {
  let value: unknown = null
  try {
    value = JSON.parse(json)
  } catch {
    throw new VaultError('bad_key_ring', 'VAULT_KEY_SERVICE is not JSON')
  }
  const parsed = settingsShape.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'its shape').join(', ')
  throw new VaultError('bad_key_ring', `VAULT_KEY_SERVICE is wrong in ${fields}`)
}

/** What stands in the service's own log beside each use. */
const contextOf = ({ orgId, keyId }: KeyOwner) => ({ application: 'aegisflow', org: orgId, key: keyId })

/**
 * AWS KMS. Its answer to a ciphertext that is not its own, or of another context, is `InvalidCiphertextException`.
 * Source: KMS API reference, Encrypt and Decrypt.
 */
function kmsKek(settings: Of<'aws_kms'>, options: KeyServiceOptions): Kek {
  const { region, access_key_id: accessKeyId, secret_access_key: secretAccessKey } = settings
  const url = new URL(settings.endpoint ?? `https://kms.${region}.amazonaws.com/`)
  const keys = { accessKeyId, secretAccessKey, sessionToken: settings.session_token }
  const ask = async (action: string, members: Record<string, unknown>): Promise<unknown> => {
    const body = JSON.stringify({ KeyId: settings.key, ...members })
    const plain = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${action}` }
    const signed = () =>
      awsHeaders(
        keys,
        { region, service: 'kms' },
        { method: 'POST', url, headers: plain, body },
        options.nowMs(),
      )
    return asked(url, signed, body, options, (error) =>
      /InvalidCiphertext|IncorrectKey/.test(String(recordOf(error).__type)),
    )
  }
  return {
    async wrap(key, owner) {
      const members = { Plaintext: await exported(key), EncryptionContext: contextOf(owner) }
      return textIn(await ask('Encrypt', members), 'CiphertextBlob')
    },
    async unwrap(wrapped, owner, use) {
      const members = { CiphertextBlob: wrapped, EncryptionContext: contextOf(owner) }
      return keyIn(await ask('Decrypt', members), 'Plaintext', use)
    },
  }
}

/**
 * Transit of HashiCorp Vault or OpenBao, with a key of type `aes256-gcm96`. Its answer to a ciphertext that does not
 * open is 400.
 * Source: Vault API, transit/encrypt and transit/decrypt.
 */
function transitKek(settings: Of<'vault_transit'>, options: KeyServiceOptions): Kek {
  const { address, mount, key: name, token, namespace } = settings
  const ask = async (action: string, members: Record<string, string>): Promise<unknown> => {
    const url = new URL(`${address.replace(/\/+$/, '')}/v1/${mount}/${action}/${name}`)
    const headers = {
      'content-type': 'application/json',
      'x-vault-token': token,
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
    }
    const answer = await asked(
      url,
      async () => headers,
      JSON.stringify(members),
      options,
      () => action === 'decrypt',
    )
    return recordOf(answer).data
  }
  const bound = (owner: KeyOwner) => base64(utf8(JSON.stringify(contextOf(owner))))
  return {
    async wrap(key, owner) {
      const members = { plaintext: await exported(key), associated_data: bound(owner) }
      return textIn(await ask('encrypt', members), 'ciphertext')
    },
    async unwrap(wrapped, owner, use) {
      const members = { ciphertext: wrapped, associated_data: bound(owner) }
      return keyIn(await ask('decrypt', members), 'plaintext', use)
    },
  }
}

const attemptsMax = 2
const attemptMsMax = 4_000
const answerCharsMax = 64 * 1024

/**
 * One answer of the service as JSON. Whatever is not a clear answer is `key_service_unavailable`: nothing is sealed
 * or opened then. `isForeign` tells from a 400's body that the ciphertext itself was refused.
 */
async function asked(
  url: URL,
  headers: () => Promise<Record<string, string>>,
  body: string,
  { fetch, privateHosts: hosts }: KeyServiceOptions,
  isForeign: (error: unknown) => boolean,
): Promise<unknown> {
  if (refusal(url, privateHosts(hosts)) !== null) throw new VaultError('key_service_unavailable')
  for (let attempt = 1; ; attempt += 1) {
    const answer = await answered(() => headers(), url, body, fetch)
    if (answer !== null && answer.status === 200) return answer.json
    if (answer?.status === 400 && isForeign(answer.json)) throw new VaultError('not_authentic')
    const mayRepeat = answer === null || answer.status >= 500
    if (!mayRepeat || attempt >= attemptsMax) throw new VaultError('key_service_unavailable')
  }
}

async function answered(
  headers: () => Promise<Record<string, string>>,
  url: URL,
  body: string,
  fetch: KeyServiceOptions['fetch'],
): Promise<{ status: number; json: unknown } | null> {
  try {
    const response = await fetch(url.href, {
      method: 'POST',
      headers: await headers(),
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(attemptMsMax),
    })
    const answer = await response.text()
    return { status: response.status, json: answer.length > answerCharsMax ? null : JSON.parse(answer) }
  } catch {
    return null
  }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function textIn(answer: unknown, member: string): string {
  const value = recordOf(answer)[member]
  if (typeof value !== 'string' || value === '') throw new VaultError('key_service_unavailable')
  return value
}

const keyBytes = 32

async function exported(key: CryptoKey): Promise<string> {
  return base64(new Uint8Array((await crypto.subtle.exportKey('raw', key)) as ArrayBuffer))
}

async function keyIn(answer: unknown, member: string, use: KeyUse): Promise<CryptoKey> {
  const bytes = fromBase64(textIn(answer, member))
  if (bytes?.length !== keyBytes) throw new VaultError('key_service_unavailable')
  const { algorithm, extractable, usages } = use
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, extractable, [...usages])
  bytes.fill(0)
  return key
}
