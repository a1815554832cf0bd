import type { ObjectBindings } from '../durable-objects/bindings.ts'

/** A message of the sync queue: pointers only, never content. */
export type SyncMessage = {
  orgId: string
  region: string
  plan: 'free' | 'starter' | 'pro' | 'enterprise'
  credentialId: string
  stream: string
  leaseId: string
}

/** Everything that wrangler.toml and the secrets give a Worker. README.md has the table. */
export type Env = ObjectBindings & {
  ASSETS: Fetcher
  SYNC_QUEUE: Queue<SyncMessage>
  VAULT_KEKS: string
  JWT_SIGNING_KEY: string
  PSEUDONYM_KEY: string
  SETUP_TOKEN?: string
  METRICS_TOKEN?: string
  METRICS_PUBLIC: string
  PUBLIC_URL: string
  OPENAI_BASE_URL: string
  ANTHROPIC_BASE_URL: string
  AEGISFLOW_ALLOW_PRIVATE_HOSTS: string
}
