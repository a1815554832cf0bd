import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Data keys of the vault, wrapped under a key-encryption key that only the Worker's secrets hold. */
export const dataKeys = sqliteTable(
  'data_keys',
  {
    orgId: text('org_id').notNull(),
    dekId: text('dek_id').notNull(),
    /** What it seals: `general` for credentials and payloads, and one for each type of evidence. */
    purpose: text({ enum: ['general', 'pii', 'phi', 'financial', 'secret', 'custom'] })
      .notNull()
      .default('general'),
    kekId: text('kek_id').notNull(),
    wrapped: text().notNull(),
    status: text({ enum: ['active', 'decrypt_only', 'destroyed'] }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.dekId] })],
)

/**
 * The key of one person or machine under which the details of their audit entries are sealed. Destroying it erases
 * what the ledger knows of them and breaks no chain.
 */
export const subjectKeys = sqliteTable(
  'subject_keys',
  {
    orgId: text('org_id').notNull(),
    subject: text().notNull(),
    kekId: text('kek_id').notNull(),
    /** Null once it is destroyed. */
    wrapped: text(),
    createdAtMs: integer('created_at_ms').notNull(),
    destroyedAtMs: integer('destroyed_at_ms'),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.subject] })],
)

/** A change of keys: a new data key per purpose, and every envelope sealed again under it, with its progress. */
export const keyRotations = sqliteTable(
  'key_rotations',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    /** `data_keys` seals everything again; `wrapping` only wraps the data keys under the active key of the ring. */
    scope: text({ enum: ['data_keys', 'wrapping'] }).notNull(),
    status: text({ enum: ['running', 'succeeded', 'failed'] }).notNull(),
    /** Where it stands: the store that is being sealed again, and the last row of it that is done. */
    cursor: text().notNull(),
    total: integer().notNull(),
    done: integer().notNull(),
    failed: integer().notNull(),
    error: text(),
    leaseUntilMs: integer('lease_until_ms').notNull(),
    startedBy: text('started_by').notNull(),
    startedAtMs: integer('started_at_ms').notNull(),
    finishedAtMs: integer('finished_at_ms'),
  },
  (t) => [index('key_rotations_org').on(t.orgId, t.startedAtMs)],
)
