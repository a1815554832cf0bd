import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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
