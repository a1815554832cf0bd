import { z } from 'zod'
import { displayName } from './accounts.ts'
import { done } from './done.ts'
import { page, pageQuery, wholeQuery } from './paging.ts'
import { permission, scopeTypes } from './permissions.ts'

const id = z.string().min(1).max(128)
const roleRef = z.string().min(1).max(64)
const environment = z.enum(['production', 'staging', 'development', 'test'])
const instant = z.iso.datetime({ offset: true })

const organization = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  plan: z.string(),
  created_at: z.string(),
})

const member = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  role_label: z.string(),
  email_verified: z.boolean(),
  totp_enabled: z.boolean(),
  /** Invited and not yet signed in. */
  is_pending: z.boolean(),
  joined_at: z.string(),
  last_seen_at: z.string().nullable(),
})
export type MemberItem = z.infer<typeof member>

const workspace = z.object({
  id: z.string(),
  name: z.string(),
  environment,
  region: z.string(),
  projects: z.number(),
  members: z.number(),
  /** What its projects are called in vendors' reports: their usage counts for it. */
  vendor_projects: z.array(z.string()),
  created_at: z.string(),
})
export type Workspace = z.infer<typeof workspace>

const project = z.object({
  id: z.string(),
  workspace_id: z.string(),
  name: z.string(),
  members: z.number(),
  created_at: z.string(),
})
export type Project = z.infer<typeof project>

const scopedMember = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  role_label: z.string(),
  since: z.string(),
})

const role = z.object({
  /** The name of a built-in role, or the id of a custom one. */
  id: z.string(),
  label: z.string(),
  description: z.string(),
  type: z.enum(['built_in', 'template', 'custom']),
  permissions: z.array(permission),
  members: z.number(),
})
export type RoleItem = z.infer<typeof role>

const grant = z.object({
  id: z.string(),
  subject_type: z.enum(['user', 'api_key']),
  subject_id: z.string(),
  subject_label: z.string(),
  effect: z.enum(['allow', 'deny']),
  permission,
  scope_type: z.enum(scopeTypes),
  scope_id: z.string(),
  scope_label: z.string(),
  reason: z.string(),
  status: z.enum(['requested', 'active', 'refused', 'revoked', 'expired']),
  /** Addresses of people; ids of those who are gone. */
  requested_by: z.string(),
  decided_by: z.string().nullable(),
  created_at: z.string(),
  decided_at: z.string().nullable(),
  expires_at: z.string().nullable(),
})
export type Grant = z.infer<typeof grant>

const grantBody = z.strictObject({
  subject_type: z.enum(['user', 'api_key']),
  subject_id: id,
  effect: z.enum(['allow', 'deny']).default('allow'),
  permission,
  scope_type: z.enum(scopeTypes).default('organization'),
  /** A workspace, a project, or `<resource>/<id>`; not given for the organization. */
  scope_id: z.string().min(1).max(256).optional(),
  reason: z.string().trim().min(1).max(500),
  expires_at: instant.optional(),
})

/** One row of the table of who may call what. */
const routeRule = z.object({
  method: z.string(),
  path: z.string(),
  summary: z.string(),
  /** Null: anyone who is signed in, or anyone at all. */
  permission: permission.nullable(),
  access: z.string(),
  roles: z.array(z.string()),
})

const roleBody = z.strictObject({
  name: displayName,
  description: z.string().trim().max(300).default(''),
  permissions: z.array(permission).max(64),
})

const usage = z.object({
  plan: z.string(),
  /** A limit of null is none. */
  limits: z.array(
    z.object({
      name: z.enum(['users', 'events_per_month', 'credentials', 'retention_days']),
      used: z.number(),
      limit: z.number().nullable(),
    }),
  ),
})

const setRole = z.strictObject({ role: roleRef })
const members = page(scopedMember)
const teamBody = z.strictObject({ user_id: id, role: roleRef })

/** Organizations, workspaces, projects; who belongs where and may do what. */
export const tenancyEndpoints = {
  'GET /orgs/me': { response: organization },
  'PATCH /orgs/me': { body: z.strictObject({ name: displayName }), response: organization },
  /** `confirm` is the organization's name. */
  'POST /orgs/me/delete': {
    body: z.strictObject({ confirm: z.string().max(120) }),
    response: done('deleted'),
  },
  'GET /orgs/me/usage': { response: usage },
  'POST /orgs/me/ownership': { body: z.strictObject({ user_id: id }), response: member },
  'GET /orgs/me/users': { query: z.strictObject(pageQuery), response: page(member) },
  'PATCH /orgs/me/users/:id': { body: setRole, response: member },
  'DELETE /orgs/me/users/:id': { response: done('removed') },
  'GET /team': { query: z.strictObject(pageQuery), response: page(member) },
  'PUT /team': { body: teamBody, response: member },
  'GET /workspaces': { query: z.strictObject(pageQuery), response: page(workspace) },
  'POST /workspaces': {
    body: z.strictObject({
      name: displayName,
      environment: environment.default('production'),
      region: z.string().max(16).optional(),
    }),
    response: workspace,
  },
  'PATCH /workspaces/:id': {
    body: z.strictObject({
      name: displayName.optional(),
      environment: environment.optional(),
      vendor_projects: z.array(z.string().trim().min(1).max(128)).max(100).optional(),
    }),
    response: workspace,
  },
  'DELETE /workspaces/:id': { response: done('deleted') },
  'GET /workspaces/:id/members': { query: z.strictObject(wholeQuery), response: members },
  'PUT /workspaces/:id/members/:user_id': { body: setRole, response: members },
  'DELETE /workspaces/:id/members/:user_id': { response: done('removed') },
  'GET /projects': {
    query: z.strictObject({ ...pageQuery, workspace_id: id.optional() }),
    response: page(project),
  },
  'POST /projects': { body: z.strictObject({ workspace_id: id, name: displayName }), response: project },
  'PATCH /projects/:id': { body: z.strictObject({ name: displayName }), response: project },
  'DELETE /projects/:id': { response: done('deleted') },
  'GET /projects/:id/members': { query: z.strictObject(wholeQuery), response: members },
  'PUT /projects/:id/members/:user_id': { body: setRole, response: members },
  'DELETE /projects/:id/members/:user_id': { response: done('removed') },
  'GET /roles': { query: z.strictObject(wholeQuery), response: page(role) },
  'POST /roles': { body: roleBody, response: role },
  'PATCH /roles/:id': { body: roleBody.partial(), response: role },
  'DELETE /roles/:id': { response: done('deleted') },
  /** Grants, newest first, beside the table of routes and roles. */
  'GET /permissions': {
    query: z.strictObject({
      ...pageQuery,
      subject_id: id.optional(),
      status: z.enum(['requested', 'active', 'refused', 'revoked', 'expired']).optional(),
    }),
    response: page(grant).extend({
      roles: z.array(role),
      routes: z.array(routeRule),
    }),
  },
  'POST /permissions': { body: grantBody, response: grant },
  'POST /permissions/:id/approve': { response: grant },
  'POST /permissions/:id/refuse': { response: grant },
  'DELETE /permissions/:id': { response: done('revoked') },
} as const
