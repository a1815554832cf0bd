import { z } from 'zod'

export const roles = ['owner', 'admin', 'analyst', 'member', 'viewer', 'auditor'] as const
export type Role = (typeof roles)[number]

/** What one may be given in a single workspace or project, beside custom roles. */
export const scopedRoles = ['editor', 'viewer'] as const
export type ScopedRole = (typeof scopedRoles)[number]

/** What a caller may be allowed to do, as `resource:action`. The list is closed. */
export const permissions = [
  'events:read',
  'events:reveal',
  'analytics:read',
  'costs:read',
  'sql:run',
  'ingest:write',
  'check:run',
  'process:run',
  'detectors:read',
  'detectors:write',
  'policies:read',
  'policies:write',
  'policies:approve',
  'vendors:read',
  'credentials:read',
  'credentials:write',
  'sync:run',
  'sinks:read',
  'sinks:write',
  'alerts:read',
  'alerts:write',
  'members:read',
  'members:write',
  'roles:write',
  'workspaces:write',
  'api_keys:read',
  'api_keys:write',
  'audit:read',
  'audit:export',
  'reports:read',
  'reports:write',
  'usage_logs:read',
  'sso:write',
  'encryption:write',
  'org:write',
  'org:delete',
] as const
export const permission = z.enum(permissions)
export type Permission = z.infer<typeof permission>

/** Permissions that nobody gives alone: a second person approves the grant. */
export const privilegedPermissions: readonly Permission[] = [
  'events:reveal',
  'credentials:write',
  'policies:approve',
  'members:write',
  'roles:write',
  'api_keys:write',
  'audit:export',
  'sso:write',
  'encryption:write',
  'org:write',
  'org:delete',
]

/** Where a permission holds. A wider scope covers what lies in it. */
export const scopeTypes = ['organization', 'workspace', 'project', 'resource'] as const
export type ScopeType = (typeof scopeTypes)[number]

/** What belongs to the role of owner and can be given in no other way. */
export const ownersAlone: ReadonlySet<Permission> = new Set<Permission>(['org:delete'])

/** Things that a grant may name one by one, as `<resource>/<id>`, and the permissions that ask for them. */
export const resources = {
  event: ['events:read', 'events:reveal'],
  credential: ['credentials:read', 'credentials:write', 'sync:run'],
  api_key: ['api_keys:read', 'api_keys:write'],
  member: ['members:write'],
  role: ['roles:write'],
} as const satisfies Record<string, readonly Permission[]>
export type Resource = keyof typeof resources
