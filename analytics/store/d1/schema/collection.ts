import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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
    /** The vendor's id for the account behind it; null until the vendor was first asked, '' when it has none. */
    accountRef: text('account_ref'),
    status: text({ enum: ['active', 'invalid', 'disabled'] }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [index('credentials_org').on(t.orgId)],
)

/** Where the collection of one stream stands. A lease keeps two runs from overlapping. */
export const streams = sqliteTable(
  'streams',
  {
    credentialId: text('credential_id').notNull(),
    stream: text().notNull(),
    orgId: text('org_id').notNull(),
    intervalS: integer('interval_s').notNull(),
    nextDueAtMs: integer('next_due_at_ms').notNull(),
    highWaterAtMs: integer('high_water_at_ms'),
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
    errors: integer().notNull(),
    errorMessage: text('error_message'),
    startedAtMs: integer('started_at_ms').notNull(),
    finishedAtMs: integer('finished_at_ms'),
  },
  (t) => [index('collector_runs_org').on(t.orgId, t.startedAtMs, t.id)],
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
