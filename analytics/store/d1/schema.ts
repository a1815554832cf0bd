import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The control plane: who there is and what is configured. What happened lives in ClickHouse.
 * Units: every `…_at_ms` is epoch milliseconds; intervals are seconds.
 */
export const organizations = sqliteTable('organizations', {
  id: text().primaryKey(),
  name: text().notNull(),
  region: text().notNull(),
  plan: text({ enum: ['free', 'starter', 'pro', 'enterprise'] }).notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
})

export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    /** PHC string; the password itself is never stored. */
    passwordHash: text('password_hash').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [uniqueIndex('users_email').on(t.email)],
)

export const memberships = sqliteTable(
  'memberships',
  {
    orgId: text('org_id').notNull(),
    userId: text('user_id').notNull(),
    role: text({ enum: ['owner', 'admin', 'analyst', 'member', 'viewer', 'auditor'] }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.userId] }), index('memberships_user').on(t.userId)],
)

/** One signed-in browser. Refresh tokens rotate inside it; the use of an old one ends it. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    userId: text('user_id').notNull(),
    refreshHash: text('refresh_hash').notNull(),
    previousRefreshHash: text('previous_refresh_hash'),
    rotatedAtMs: integer('rotated_at_ms').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    revokedAtMs: integer('revoked_at_ms'),
  },
  (t) => [index('sessions_user').on(t.userId)],
)

/** Machine callers. Only the SHA-256 of the secret is kept. `scopes` is a JSON array of permissions. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    name: text().notNull(),
    secretHash: text('secret_hash').notNull(),
    scopes: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms'),
    revokedAtMs: integer('revoked_at_ms'),
  },
  (t) => [index('api_keys_org').on(t.orgId)],
)

/** Data keys of the vault, wrapped under a key-encryption key that only the Worker's secrets hold. */
export const dataKeys = sqliteTable(
  'data_keys',
  {
    orgId: text('org_id').notNull(),
    dekId: text('dek_id').notNull(),
    kekId: text('kek_id').notNull(),
    wrapped: text().notNull(),
    status: text({ enum: ['active', 'decrypt_only', 'destroyed'] }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.dekId] })],
)

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

/** Privileged actions, oldest first. Written through `audit.append()` only. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    orgId: text('org_id').notNull(),
    actorId: text('actor_id').notNull(),
    action: text().notNull(),
    target: text().notNull(),
    outcome: text({ enum: ['intent', 'succeeded', 'failed', 'denied'] }).notNull(),
    requestId: text('request_id').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (t) => [index('audit_entries_org').on(t.orgId, t.seq)],
)

/** Failed sign-ins by e-mail and by address, for the lock-out window. */
export const signInFailures = sqliteTable(
  'sign_in_failures',
  {
    subject: text().notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (t) => [index('sign_in_failures_subject').on(t.subject, t.atMs)],
)
