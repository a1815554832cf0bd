import { checkPrimeSync, createPrivateKey, type KeyObject } from 'node:crypto'
import { hashText, idText } from '../../demo/chance.ts'

const PRIME_BITS = 1024
const EXPONENT = 65_537n

/** A service account of the company, and the document that a person would paste. */
export type GoogleAccount = {
  email: string
  projectId: string
  keyId: string
  key: KeyObject
  document: string
}

const made = new Map<string, GoogleAccount>()

/** A service account for a seed and a name: the same key each time, so that what was connected once stays so. */
export function googleAccount(seed: string, name: string, projectId: string): GoogleAccount {
  const known = made.get(`${seed}/${name}`)
  if (known) return known
  const key = rsaKey(`${seed}/google/${name}`)
  const email = `${name}@${projectId}.iam.gserviceaccount.com`
  const keyId = idText(hashText(`${seed}/google/${name}/id`), 40, '0123456789abcdef')
  const document = {
    type: 'service_account',
    project_id: projectId,
    private_key_id: keyId,
    private_key: key.export({ type: 'pkcs8', format: 'pem' }),
    client_email: email,
    client_id: idText(hashText(`${seed}/google/${name}/client`), 21, '0123456789'),
    auth_uri: 'https://accounts.google.com/o/oauth2/auth',
    token_uri: 'https://oauth2.googleapis.com/token',
    universe_domain: 'googleapis.com',
  }
  const account = { email, projectId, keyId, key, document: JSON.stringify(document, null, 2) }
  made.set(`${seed}/${name}`, account)
  return account
}

/** An RSA key drawn from a label. It guards nothing but a sandbox: its chance is a hash of 32 bits. */
function rsaKey(label: string): KeyObject {
  const p = primeFrom(`${label}/p`)
  const q = primeFrom(`${label}/q`)
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n))
  const text = (value: bigint) => {
    const hex = value.toString(16)
    return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url')
  }
  return createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: text(p * q),
      e: text(EXPONENT),
      d: text(d),
      p: text(p),
      q: text(q),
      dp: text(d % (p - 1n)),
      dq: text(d % (q - 1n)),
      qi: text(inverse(q, p)),
    },
  })
}

/** The first prime after a number that the label draws; its two highest bits are set, so that products have full length. */
function primeFrom(label: string): bigint {
  const hex = idText(hashText(label), PRIME_BITS / 4, '0123456789abcdef')
  let candidate = BigInt(`0x${hex}`) | (3n << BigInt(PRIME_BITS - 2)) | 1n
  while (candidate % EXPONENT === 1n || !checkPrimeSync(candidate)) candidate += 2n
  return candidate
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b] = [b, a % b]
    ;[x, y] = [y, x - quotient * y]
  }
  return x < 0n ? x + modulus : x
}
