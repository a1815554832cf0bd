import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What an organization wants a detector's findings to reach; without a row the catalogue's word holds. */
export const detectorSettings = sqliteTable(
  'detector_settings',
  {
    orgId: text('org_id').notNull(),
    code: text().notNull(),
    minimumLevel: text('minimum_level', { enum: ['high', 'medium', 'low', 'off'] }).notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.code] })],
)

/** Values that an organization does not want reported. The value is sealed by the vault; people see the hint. */
export const detectorAllowances = sqliteTable(
  'detector_allowances',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    /** For one detector, or null for all of them. */
    code: text(),
    valueEnvelope: text('value_envelope').notNull(),
    hint: text().notNull(),
    reason: text().notNull(),
    createdBy: text('created_by').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms'),
  },
  (t) => [index('detector_allowances_org').on(t.orgId, t.createdAtMs)],
)

/** Detectors that an organization made itself: words, or a pattern in the syntax of RE2. */
export const customDetectors = sqliteTable(
  'custom_detectors',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    /** Its code is `custom_<name>`. */
    name: text().notNull(),
    label: text().notNull(),
    category: text({ enum: ['pii', 'phi', 'secret', 'security'] }).notNull(),
    severity: text({ enum: ['low', 'medium', 'high', 'critical'] }).notNull(),
    keywords: text({ mode: 'json' }).$type<string[]>(),
    pattern: text(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (t) => [index('custom_detectors_org').on(t.orgId, t.name)],
)
