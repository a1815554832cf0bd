import { type Permission, permissions, type Role } from '../../analytics/contract/identity.ts'

const reads: readonly Permission[] = ['events:read', 'analytics:read', 'detectors:read']

/** What each built-in role may do. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = Object.freeze({
  owner: permissions,
  admin: permissions,
  analyst: [...reads, 'vendors:read', 'credentials:read', 'check:run', 'process:run'],
  member: [...reads, 'ingest:write', 'check:run', 'process:run'],
  viewer: reads,
  auditor: [],
})
