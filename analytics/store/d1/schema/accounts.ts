import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * People and machines that can sign in, and what proves it.
 * Units: every `…_at_ms` is epoch milliseconds.
 */
export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    /** Lower case, NFKC. */
    email: text().notNull(),
    /**
     * Whether the address is theirs: they proved it, or were invited there. Of several who named the same address at
     * registration at most one is.
     */
    ownsAddress: integer('owns_address', { mode: 'boolean' }).notNull().default(true),
    name: text().notNull(),
    /** PHC string; the password itself is never stored. */
    passwordHash: text('password_hash').notNull(),
    /** A temporary password must be changed at the first sign-in and runs out; null for a chosen one. */
    passwordExpiresAtMs: integer('password_expires_at_ms'),
    emailVerifiedAtMs: integer('email_verified_at_ms'),
    /** Sealed by the vault; null without a second factor, and until `totp_confirmed_at_ms` not yet in use. */
    totpEnvelope: text('totp_envelope'),
    totpConfirmedAtMs: integer('totp_confirmed_at_ms'),
    /** The last time step that was used: a code works once. */
    totpStep: integer('totp_step'),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [
    uniqueIndex('users_email').on(t.email).where(sql`owns_address = 1`),
    index('users_named').on(t.email, t.createdAtMs),
  ],
)

/** One-time codes for who has lost their second factor; only hashes. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    userId: text('user_id').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAtMs: integer('used_at_ms'),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
)

/** One-time links that were mailed; only hashes. */
export const mailedTokens = sqliteTable(
  'mailed_tokens',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: text('user_id').notNull(),
    purpose: text({ enum: ['verify_email', 'reset_password'] }).notNull(),
    /** What it is good for stays so only while the address is this one. */
    email: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    usedAtMs: integer('used_at_ms'),
  },
  (t) => [index('mailed_tokens_user').on(t.userId, t.purpose)],
)

/** Somebody was asked to join. `role` is a built-in role or the id of a custom one. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    userId: text('user_id').notNull(),
    email: text().notNull(),
    role: text().notNull(),
    status: text({ enum: ['pending', 'accepted', 'revoked'] }).notNull(),
    /** SHA-256 of the token of its link. */
    tokenHash: text('token_hash').notNull(),
    invitedBy: text('invited_by').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    acceptedAtMs: integer('accepted_at_ms'),
  },
  (t) => [
    index('invitations_org').on(t.orgId, t.createdAtMs),
    uniqueIndex('invitations_token').on(t.tokenHash),
  ],
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
    /** As its browser named itself, cut; what people recognise their sessions by. */
    userAgent: text('user_agent').notNull().default(''),
    address: text().notNull().default(''),
    rotatedAtMs: integer('rotated_at_ms').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    revokedAtMs: integer('revoked_at_ms'),
  },
  (t) => [index('sessions_user').on(t.userId)],
)

/**
 * Machine callers. Only the SHA-256 of a secret is kept. `scopes` is a JSON array of permissions, `addresses` one of
 * addresses or CIDR ranges (empty: from anywhere).
 */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    name: text().notNull(),
    secretHash: text('secret_hash').notNull(),
    /** The secret before the last rotation works until then. */
    previousSecretHash: text('previous_secret_hash'),
    previousUntilMs: integer('previous_until_ms'),
    scopes: text({ mode: 'json' }).$type<string[]>().notNull(),
    workspaceId: text('workspace_id'),
    projectId: text('project_id'),
    addresses: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    /** Requests per window; null is the product's default. */
    rateRequests: integer('rate_requests'),
    rateWindowS: integer('rate_window_s'),
    createdBy: text('created_by').notNull().default(''),
    createdAtMs: integer('created_at_ms').notNull(),
    rotatedAtMs: integer('rotated_at_ms'),
    expiresAtMs: integer('expires_at_ms'),
    revokedAtMs: integer('revoked_at_ms'),
  },
  (t) => [index('api_keys_org').on(t.orgId)],
)

/** Failed sign-ins by e-mail and by address, for the lock-out window. Each is written down before it is judged. */
export const signInFailures = sqliteTable(
  'sign_in_failures',
  {
    /** A pseudonym of the e-mail address, or a network address. */
    subject: text().notNull(),
    attemptId: text('attempt_id').notNull().default(''),
    atMs: integer('at_ms').notNull(),
  },
  (t) => [
    index('sign_in_failures_subject').on(t.subject, t.atMs),
    index('sign_in_failures_attempt').on(t.attemptId),
  ],
)

/** Mail that an instance without a mail server keeps for whoever develops on it. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    to: text('to_address').notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (t) => [index('outbox_at').on(t.atMs)],
)
