import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * What was answered to a write that carried an `Idempotency-Key`, for a day. The answer is sealed by the vault, since
 * it may hold a secret that is shown once; null while the write is under way.
 */
export const idempotentAnswers = sqliteTable(
  'idempotent_answers',
  {
    orgId: text('org_id').notNull(),
    /** A hash of who called which route with which key. */
    name: text().notNull(),
    /** A hash of the address and the body: another one under the same key is a mistake. */
    fingerprint: text().notNull(),
    answerEnvelope: text('answer_envelope'),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.name] }), index('idempotent_answers_age').on(t.createdAtMs)],
)
