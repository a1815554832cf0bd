import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FeatureStats } from '../../../ml/feature-stats.ts'

/**
 * What is normal for a model: its latency and its features, set by a person or learned from what it did.
 * Units: `baseline_latency_ms` milliseconds.
 */
export const modelProfiles = sqliteTable(
  'model_profiles',
  {
    orgId: text('org_id').notNull(),
    model: text().notNull(),
    source: text({ enum: ['set', 'learned'] }).notNull(),
    baselineLatencyMs: real('baseline_latency_ms'),
    featureStats: text('feature_stats', { mode: 'json' }).$type<Record<string, FeatureStats>>().notNull(),
    /** The span that was learned from, as which features are compared with later ones. */
    referenceFromMs: integer('reference_from_ms'),
    referenceToMs: integer('reference_to_ms'),
    updatedBy: text('updated_by').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.model] })],
)

/** Filters of a list under a name; shared ones are for everyone who may see the list. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    ownerId: text('owner_id').notNull(),
    page: text().notNull(),
    name: text().notNull(),
    filters: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    isShared: integer('is_shared', { mode: 'boolean' }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (t) => [index('saved_views_page').on(t.orgId, t.page, t.name)],
)

/** A query of an analyst under a name. */
export const savedQueries = sqliteTable(
  'saved_queries',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    ownerId: text('owner_id').notNull(),
    name: text().notNull(),
    query: text().notNull(),
    params: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    isShared: integer('is_shared', { mode: 'boolean' }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (t) => [index('saved_queries_org').on(t.orgId, t.name)],
)

/** Whether an organization keeps the original texts of events, sealed, and for how long. Without a row it does not. */
export const evidenceSettings = sqliteTable('evidence_settings', {
  orgId: text('org_id').primaryKey(),
  isKept: integer('is_kept', { mode: 'boolean' }).notNull(),
  retentionDays: integer('retention_days').notNull(),
  updatedBy: text('updated_by').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
})

/** A run of today's detectors over stored events, oldest first; `cursor` is where it goes on. */
export const rescans = sqliteTable(
  'rescans',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    status: text({ enum: ['queued', 'running', 'succeeded', 'failed'] }).notNull(),
    fromMs: integer('from_ms').notNull(),
    toMs: integer('to_ms').notNull(),
    cursor: text({ mode: 'json' }).$type<{ createdAt: string; id: string }>(),
    eventsTotal: integer('events_total').notNull(),
    eventsRead: integer('events_read').notNull().default(0),
    /** Of those read: scanned as they came, scanned as redacted excerpts, and without any text. */
    fromEvidence: integer('from_evidence').notNull().default(0),
    fromExcerpts: integer('from_excerpts').notNull().default(0),
    withoutText: integer('without_text').notNull().default(0),
    corrected: integer().notNull().default(0),
    /** Events by detector: in how many it finds something that it did not, and in how many it no longer does. */
    detectors: text({ mode: 'json' })
      .$type<Record<string, { found: number; gone: number }>>()
      .notNull()
      .default({}),
    startedBy: text('started_by').notNull(),
    lastError: text('last_error'),
    leaseId: text('lease_id'),
    leaseUntilMs: integer('lease_until_ms').notNull().default(0),
    createdAtMs: integer('created_at_ms').notNull(),
    finishedAtMs: integer('finished_at_ms'),
  },
  (t) => [index('rescans_org').on(t.orgId, t.createdAtMs, t.id), index('rescans_due').on(t.status)],
)

/**
 * A file of events that is, or was, taken in; counted while it is read. Its sender may choose the id, which is the
 * organization's own: what others have chosen is not told by its being taken.
 */
export const uploads = sqliteTable(
  'uploads',
  {
    id: text().notNull(),
    orgId: text('org_id').notNull(),
    name: text().notNull(),
    format: text({ enum: ['csv', 'jsonl'] }).notNull(),
    status: text({ enum: ['running', 'succeeded', 'failed'] }).notNull(),
    bytesTotal: integer('bytes_total'),
    bytesRead: integer('bytes_read').notNull().default(0),
    rowsRead: integer('rows_read').notNull().default(0),
    ingested: integer().notNull().default(0),
    duplicates: integer().notNull().default(0),
    quarantined: integer().notNull().default(0),
    /** The first rows that could not be read, with their line and the reason. */
    faults: text({ mode: 'json' }).$type<{ line: number; reason: string }[]>().notNull(),
    startedBy: text('started_by').notNull(),
    lastError: text('last_error'),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
    finishedAtMs: integer('finished_at_ms'),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] }), index('uploads_org').on(t.orgId, t.createdAtMs, t.id)],
)

/** Over how many logs an organization's events are spread, and since when. The newest row holds. */
export const streamSpreads = sqliteTable(
  'stream_spreads',
  {
    orgId: text('org_id').notNull(),
    sinceMs: integer('since_ms').notNull(),
    shards: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.sinceMs] })],
)
