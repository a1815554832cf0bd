import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A secret that opens a vendor's admin API; `secret_envelope` is sealed by the vault. */
export const credentials = sqliteTable(
  'credentials',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    vendorId: text('vendor_id').notNull(),
    label: text().notNull(),
    kind: text().notNull(),
    hint: text().notNull(),
    secretEnvelope: text('secret_envelope').notNull(),
    /** The first half of the SHA-256 of the secret in hex: two credentials with the same secret show it. */
    fingerprint: text().notNull().default(''),
    /** A second secret, the service-account document, sealed; its hint is the account it names. */
    serviceAccountEnvelope: text('service_account_envelope'),
    serviceAccountHint: text('service_account_hint'),
    /** What the vendor needs besides secrets, by name. */
    settings: text({ mode: 'json' }).$type<Record<string, string>>().notNull().default({}),
    /** The vendor's id for the account behind it; null until the vendor was first asked, '' when it has none. */
    accountRef: text('account_ref'),
    status: text({ enum: ['active', 'invalid', 'disabled'] }).notNull(),
    createdBy: text('created_by').notNull().default(''),
    createdAtMs: integer('created_at_ms').notNull(),
    rotatedAtMs: integer('rotated_at_ms'),
    /** When the vendor was last asked whether it takes the credential, and what it said when it did not. */
    checkedAtMs: integer('checked_at_ms'),
    lastError: text('last_error'),
    lastUsedAtMs: integer('last_used_at_ms'),
  },
  (t) => [index('credentials_org').on(t.orgId)],
)

/**
 * A window that is being read, and the page that comes next. `pass` names this reading of the window, `topMs` is where
 * the reading of its part ends; `isWhole` is false once a row of it could not be read.
 */
export type Checkpoint = {
  part: 'present' | 'history'
  fromMs: number
  toMs: number
  page: string | null
  pass: string
  topMs: number
  isWhole: boolean
}

/** Where the collection of one stream stands. A lease keeps two runs from overlapping. */
export const streams = sqliteTable(
  'streams',
  {
    credentialId: text('credential_id').notNull(),
    stream: text().notNull(),
    orgId: text('org_id').notNull(),
    intervalS: integer('interval_s').notNull(),
    nextDueAtMs: integer('next_due_at_ms').notNull(),
    /** Everything before it was read once; the next run begins here, less the overlap. */
    highWaterAtMs: integer('high_water_at_ms'),
    /** How far back history goes, and how far back it has been read: newest first. */
    historyFromMs: integer('history_from_ms'),
    historyReadToMs: integer('history_read_to_ms'),
    /** Where a run that was cut off goes on. */
    checkpoint: text({ mode: 'json' }).$type<Checkpoint>(),
    leaseId: text('lease_id'),
    leaseUntilMs: integer('lease_until_ms').notNull(),
    status: text({ enum: ['active', 'stopped'] }).notNull(),
    lastError: text('last_error'),
  },
  (t) => [
    primaryKey({ columns: [t.credentialId, t.stream] }),
    index('streams_due').on(t.status, t.nextDueAtMs),
  ],
)

/** One pull of one stream: how it went. A run that was cut off is pulled again; re-reading changes nothing. */
export const collectorRuns = sqliteTable(
  'collector_runs',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    vendorId: text('vendor_id').notNull(),
    credentialId: text('credential_id').notNull(),
    stream: text().notNull(),
    status: text({ enum: ['running', 'succeeded', 'failed', 'partial'] }).notNull(),
    pulled: integer().notNull(),
    pages: integer().notNull().default(0),
    /** The share of the history that is read, from 0 to 1; 1 when there is none to read. */
    progress: real().notNull().default(0),
    errors: integer().notNull(),
    errorMessage: text('error_message'),
    startedAtMs: integer('started_at_ms').notNull(),
    finishedAtMs: integer('finished_at_ms'),
  },
  (t) => [
    index('collector_runs_org').on(t.orgId, t.startedAtMs, t.id),
    index('collector_runs_ended').on(t.orgId, t.vendorId, t.finishedAtMs),
  ],
)

/** The one place where a person behind an `actor_id` has a name and an address. */
export const actors = sqliteTable(
  'actors',
  {
    orgId: text('org_id').notNull(),
    actorId: text('actor_id').notNull(),
    email: text(),
    name: text(),
    seenAtMs: integer('seen_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.actorId] })],
)

/** A vendor's own ids of people and projects, as its inventory names them. */
export const inventory = sqliteTable(
  'inventory',
  {
    orgId: text('org_id').notNull(),
    credentialId: text('credential_id').notNull(),
    type: text({ enum: ['actor', 'project'] }).notNull(),
    ref: text().notNull(),
    /** The `actor_id` for people, the name for projects. */
    target: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.credentialId, t.type, t.ref] })],
)

/** A vendor of the customer's own: a server that gives events in our shape. */
export const customVendors = sqliteTable(
  'custom_vendors',
  {
    orgId: text('org_id').notNull(),
    /** Begins with `custom_`, so that it never becomes the id of a known vendor. */
    id: text().notNull(),
    label: text().notNull(),
    collectorUrl: text('collector_url').notNull(),
    createdBy: text('created_by').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] })],
)

/** What needs a person: open until `resolved_at_ms`. One per kind and subject, with how often it came. */
export const notices = sqliteTable(
  'notices',
  {
    orgId: text('org_id').notNull(),
    kind: text({
      enum: ['unpriced_model', 'credential_invalid', 'stream_forbidden', 'breaker_open', 'key_unreadable'],
    }).notNull(),
    subject: text().notNull(),
    message: text().notNull(),
    times: integer().notNull(),
    firstAtMs: integer('first_at_ms').notNull(),
    lastAtMs: integer('last_at_ms').notNull(),
    resolvedAtMs: integer('resolved_at_ms'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.kind, t.subject] }),
    index('notices_org').on(t.orgId, t.lastAtMs),
  ],
)
