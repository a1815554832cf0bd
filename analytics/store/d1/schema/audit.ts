import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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
