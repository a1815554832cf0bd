import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Where an organization wants its signed checkpoints to be sent, and how far that went. */
export const checkpointTargets = sqliteTable(
  'checkpoint_targets',
  {
    orgId: text('org_id').primaryKey(),
    url: text().notNull(),
    /** The size of the last checkpoint that was taken there. */
    pushedSize: integer('pushed_size').notNull(),
    pushedAtMs: integer('pushed_at_ms'),
    lastError: text('last_error'),
    /** Failures since the last success; the waits between attempts grow with them. */
    failures: integer().notNull().default(0),
    nextAttemptAtMs: integer('next_attempt_at_ms').notNull().default(0),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [index('checkpoint_targets_due').on(t.nextAttemptAtMs)],
)
