import type { ObjectBindings } from '../durable-objects/bindings.ts'
import type { MailSettings } from './mail/settings.ts'

/** A message of the sync queue: pointers only, never content. */
export type SyncMessage = {
  orgId: string
  region: string
  plan: 'free' | 'starter' | 'pro' | 'enterprise'
  credentialId: string
  stream: string
  leaseId: string
}

/** A message of the same queue: a rescan that goes on. */
export type RescanMessage = Pick<SyncMessage, 'orgId' | 'region' | 'plan'> & { rescanId: string }

/** Everything that wrangler.toml and the secrets give a Worker. README.md has the table. */
export type Env = ObjectBindings &
  MailSettings & {
    ASSETS: Fetcher
    SYNC_QUEUE: Queue<SyncMessage | RescanMessage>
    VAULT_KEKS: string
    /** A key service outside that holds the key-encryption key, as JSON; '' is none. */
    VAULT_KEY_SERVICE?: string
    JWT_SIGNING_KEY: string
    PSEUDONYM_KEY: string
    SETUP_TOKEN?: string
    METRICS_TOKEN?: string
    METRICS_PUBLIC: string
    /** `open` lets anyone make an organization of their own. */
    REGISTRATION: string
    PUBLIC_REQUESTS_PER_MINUTE: string
    USER_REQUESTS_PER_MINUTE: string
    REGISTRATIONS_PER_HOUR: string
    /** Over how many logs the events of one organization may be spread: 1, 2, 4 or 8. */
    STREAM_SHARDS_MAX: string
    /** Private hosts that the operator's own settings may name: mirrors of vendors, mail. */
    AEGISFLOW_ALLOW_PRIVATE_HOSTS: string
    /** Private hosts that customers may name: self-hosted models, custom vendors. */
    AEGISFLOW_ALLOW_CUSTOMER_HOSTS: string
    /** Where the ECB's reference rates are; '' for nowhere. */
    RATES_URL: string
    /** Vendors that are not collected from, by comma. */
    VENDORS_OFF: string
    /** `none`: calls are not spread over time, as towards the vendor sandbox, which limits nobody. */
    VENDOR_PACE: string
    /** How many days back the first reading of a report goes at most; '' for as far as the vendor gives. */
    HISTORY_DAYS: string
    TRUSTED_PROXIES: string
    /** Between what the health of models stays, as `0-100`. */
    HEALTH_BOUNDS: string
    /** Origins whose pages may read our answers, by comma. */
    CORS_ORIGINS: string
  }
