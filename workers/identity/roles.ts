import {
  ownersAlone,
  type Permission,
  permissions,
  type Role,
  roles,
  type ScopedRole,
  scopedRoles,
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

type Description = { label: string; description: string }

/** How people know the built-in roles. */
export const descriptionOfRole: Readonly<Record<Role, Description>> = Object.freeze({
  owner: { label: 'Owner', description: 'Everything; alone may delete the organization or hand it over.' },
  admin: { label: 'Admin', description: 'Everything but deleting the organization or handing it over.' },
  analyst: {
    label: 'Analyst',
    description: 'Reads everything but people; runs SQL, writes alerts and reports.',
  },
  member: { label: 'Member', description: 'Reads what happened, pushes and checks, drafts policies.' },
  viewer: { label: 'Viewer', description: 'Reads what happened.' },
  auditor: {
    label: 'Auditor',
    description: 'Reads and exports the audit log, reads reports and usage logs.',
  },
})

/** How people know the templates for a single workspace or project. */
export const descriptionOfScopedRole: Readonly<Record<ScopedRole, Description>> = Object.freeze({
  editor: {
    label: 'Editor',
    description: 'In one workspace or project: as a member, and looks after its projects and people.',
  },
  viewer: { label: 'Viewer', description: 'In one workspace or project: reads what happened.' },
})

/** Whether a text names a role for a single workspace or project. */
export const isScopedTemplate = (role: string): role is ScopedRole =>
  (scopedRoles as readonly string[]).includes(role)
