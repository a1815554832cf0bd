import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Organizations, what they are divided into, and who belongs where.
 * Units: every `…_at_ms` is epoch milliseconds.
 */
export const organizations = sqliteTable('organizations', {
  id: text().primaryKey(),
  name: text().notNull(),
  region: text().notNull(),
  plan: text({ enum: ['free', 'starter', 'pro', 'enterprise'] }).notNull(),
  /** Grows with every change of members, roles, grants or keys; whatever is derived from them is kept under it. */
  grantsVersion: integer('grants_version').notNull().default(1),
  /** Grows with every change of policies. */
  policiesVersion: integer('policies_version').notNull().default(1),
  createdAtMs: integer('created_at_ms').notNull(),
  /** Its row stays when it was deleted: the ledger goes on naming it. */
  deletedAtMs: integer('deleted_at_ms'),
})

/** A person in an organization. `role` is a built-in role or the id of a custom one. */
export const memberships = sqliteTable(
  'memberships',
  {
    orgId: text('org_id').notNull(),
    userId: text('user_id').notNull(),
    role: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.userId] }), index('memberships_user').on(t.userId)],
)

export const workspaces = sqliteTable(
  'workspaces',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    name: text().notNull(),
    environment: text({ enum: ['production', 'staging', 'development', 'test'] }).notNull(),
    region: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    /** What its projects are called in vendors' reports, which know nothing of workspaces. */
    vendorProjects: text('vendor_projects', { mode: 'json' }).$type<string[]>().notNull().default([]),
  },
  (t) => [index('workspaces_org').on(t.orgId)],
)

export const projects = sqliteTable(
  'projects',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    name: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [index('projects_org').on(t.orgId, t.workspaceId)],
)

/**
 * A person in one workspace or one project, beside what the organization lets them do. `role` is `editor`, `viewer`
 * or the id of a custom role.
 */
export const scopedMembers = sqliteTable(
  'scoped_members',
  {
    orgId: text('org_id').notNull(),
    scopeType: text('scope_type', { enum: ['workspace', 'project'] }).notNull(),
    scopeId: text('scope_id').notNull(),
    userId: text('user_id').notNull(),
    role: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.scopeType, t.scopeId, t.userId] }),
    index('scoped_members_user').on(t.orgId, t.userId),
  ],
)

/** A role that an organization made itself. `permissions` is a JSON array. */
export const customRoles = sqliteTable(
  'custom_roles',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    name: text().notNull(),
    description: text().notNull(),
    permissions: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (t) => [index('custom_roles_org').on(t.orgId)],
)

/**
 * One permission given to, or taken from, a person or a key, in the whole organization, a workspace, a project or on
 * one resource. A privileged one waits as `requested` until another person approves it.
 */
export const grants = sqliteTable(
  'grants',
  {
    id: text().primaryKey(),
    orgId: text('org_id').notNull(),
    subjectType: text('subject_type', { enum: ['user', 'api_key'] }).notNull(),
    subjectId: text('subject_id').notNull(),
    effect: text({ enum: ['allow', 'deny'] }).notNull(),
    permission: text().notNull(),
    scopeType: text('scope_type', { enum: ['organization', 'workspace', 'project', 'resource'] }).notNull(),
    /** The organization's, workspace's or project's id, or `<resource>/<id>`. */
    scopeId: text('scope_id').notNull(),
    reason: text().notNull(),
    status: text({ enum: ['requested', 'active', 'refused', 'revoked'] }).notNull(),
    requestedBy: text('requested_by').notNull(),
    decidedBy: text('decided_by'),
    createdAtMs: integer('created_at_ms').notNull(),
    decidedAtMs: integer('decided_at_ms'),
    expiresAtMs: integer('expires_at_ms'),
  },
  (t) => [
    index('grants_subject').on(t.orgId, t.subjectType, t.subjectId),
    index('grants_list').on(t.orgId, t.createdAtMs, t.id),
  ],
)
