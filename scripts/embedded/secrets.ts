import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'

type WorkerSecrets = {
  VAULT_KEKS: string
  JWT_SIGNING_KEY: string
  LEDGER_SIGNING_KEY: string
  PSEUDONYM_KEY: string
  SETUP_TOKEN: string
}

/** What an embedded instance keeps to itself, in `<data folder>/secrets.json` (mode 600). */
export type Secrets = WorkerSecrets & {
  demoPassword: string
  demoApiKey: { id: string; secret: string }
  sandboxSeed: string
}

/** The instance's secrets: made at the first start, the same at every later one. One that is new is added then. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'secrets.json')
  const known: Partial<Secrets> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const secrets = { ...(await makeSecrets()), ...known }
  const isComplete = Object.keys(secrets).every((name) => name in known)
  if (!isComplete) writeFileSync(path, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

async function makeSecrets(): Promise<Secrets> {
  return {
    ...(await workerSecrets()),
    demoPassword: randomText(15, 'base64url'),
    demoApiKey: { id: randomText(6, 'hex'), secret: randomText(32, 'base64url') },
    sandboxSeed: randomText(6, 'hex'),
  }
}

/** New values for the secrets of a Worker, in the form that `wrangler secret bulk` reads. */
export async function workerSecrets(): Promise<WorkerSecrets> {
  return {
    VAULT_KEKS: JSON.stringify({ active: 'k1', keys: { k1: randomText(32, 'base64') } }),
    JWT_SIGNING_KEY: JSON.stringify({ ...(await signingKey()), kid: randomText(6, 'hex') }),
    LEDGER_SIGNING_KEY: JSON.stringify(await signingKey()),
    PSEUDONYM_KEY: randomText(32, 'base64'),
    SETUP_TOKEN: randomText(24, 'base64url'),
  }
}

async function signingKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return exportJWK(privateKey)
}

function randomText(bytes: number, encoding: 'base64' | 'base64url' | 'hex'): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString(encoding)
}
