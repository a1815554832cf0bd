import {
  type Permission,
  permissions,
  type Role,
  roles,
  type ScopedRole,
} from '../../analytics/contract/permissions.ts'

const memberReads: readonly Permission[] = [
  'events:read',
  'analytics:read',
  'costs:read',
  'detectors:read',
  'policies:read',
  'reports:read',
  'alerts:read',
]

/** Who there is, is for those who run the organization. */
const closedReads: ReadonlySet<Permission> = new Set(['members:read'])
const reads = permissions.filter((one) => one.endsWith(':read') && !closedReads.has(one))
const ownersAlone: ReadonlySet<Permission> = new Set(['org:delete'])

/** What each built-in role may do in the whole organization. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = Object.freeze({
  owner: permissions,
  admin: permissions.filter((one) => !ownersAlone.has(one)),
  analyst: [...reads, 'sql:run', 'alerts:write', 'reports:write', 'process:run', 'check:run'],
  member: [...memberReads, 'policies:write', 'process:run', 'check:run', 'ingest:write'],
  viewer: memberReads,
  auditor: ['audit:read', 'audit:export', 'reports:read', 'usage_logs:read'],
})

/** What the templates give in a single workspace or project. */
export const permissionsOfScopedRole: Readonly<Record<ScopedRole, readonly Permission[]>> = Object.freeze({
  editor: [...permissionsOfRole.member, 'alerts:write', 'reports:write', 'workspaces:write'],
  viewer: memberReads,
})

/** Whether a text names a built-in role. */
export const isBuiltIn = (role: string): role is Role => (roles as readonly string[]).includes(role)
