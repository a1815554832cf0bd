import type { Permission } from '../../analytics/contract/permissions.ts'

type PermissionGroup = { readonly name: string; readonly items: readonly (readonly [Permission, string])[] }

/** What each permission lets one do, in words. The type sees to it that none is missing. */
const meanings = {
  'events:read': 'See events and violations',
  'events:reveal': 'See the original text behind a redaction',
  'analytics:read': 'See figures and charts',
  'costs:read': 'See costs',
  'sql:run': 'Run read-only SQL over the data',
  'ingest:write': 'Push events',
  'check:run': 'Ask whether a call is allowed',
  'process:run': 'Have text inspected and redacted',
  'detectors:read': 'See detectors',
  'detectors:write': 'Change detectors',
  'policies:read': 'See policies',
  'policies:write': 'Change policies',
  'policies:approve': 'Approve policies',
  'vendors:read': 'See vendors',
  'credentials:read': 'See vendor credentials, masked',
  'credentials:write': 'Add and change vendor credentials',
  'sync:run': 'Start a sync',
  'sinks:read': 'See sinks',
  'sinks:write': 'Change sinks',
  'alerts:read': 'See alerts',
  'alerts:write': 'Change and resolve alerts',
  'members:read': 'See who belongs to the organization',
  'members:write': 'Invite, change and remove members',
  'roles:write': 'Change custom roles',
  'workspaces:write': 'Change workspaces and projects',
  'api_keys:read': 'See API keys, never their secrets',
  'api_keys:write': 'Create, rotate and revoke API keys',
  'audit:read': 'Read the audit log',
  'audit:export': 'Export the audit log',
  'reports:read': 'See reports',
  'reports:write': 'Make reports',
  'usage_logs:read': 'See usage logs',
  'sso:write': 'Change single sign-on',
  'encryption:write': 'Rotate encryption keys',
  'org:write': 'Change the organization',
  'org:delete': 'Delete the organization',
} satisfies Record<Permission, string>

const groupNames: readonly (readonly [name: string, resources: readonly string[]])[] = [
  ['Events and figures', ['events', 'analytics', 'costs', 'sql', 'usage_logs']],
  ['Pushing and checking', ['ingest', 'check', 'process']],
  ['Detectors and policies', ['detectors', 'policies']],
  ['Vendors', ['vendors', 'credentials', 'sync']],
  ['Alerts and sinks', ['alerts', 'sinks']],
  ['People and access', ['members', 'roles', 'workspaces', 'api_keys']],
  ['Audit and reports', ['audit', 'reports']],
  ['Organization', ['org', 'sso', 'encryption']],
]

const all = Object.entries(meanings) as [Permission, string][]

/** Every permission, by what it is about. */
export const permissionGroups: readonly PermissionGroup[] = groupNames.map(([name, resources]) => ({
  name,
  items: all.filter(([permission]) => resources.some((resource) => permission.startsWith(`${resource}:`))),
}))

export function permissionMeaning(permission: Permission): string {
  return meanings[permission]
}

/** Permissions that nobody gives alone: a second person approves the grant. */
const privileged = {
  'events:reveal': true,
  'credentials:write': true,
  'policies:approve': true,
  'members:write': true,
  'roles:write': true,
  'api_keys:write': true,
  'audit:export': true,
  'sso:write': true,
  'encryption:write': true,
  'org:write': true,
  'org:delete': true,
} satisfies Partial<Record<Permission, true>>

/** Whether a second person has to approve a grant of it. */
export function isPrivileged(permission: Permission): boolean {
  return permission in privileged
}

/** A permission that a text names; null for anything else. */
export function permissionNamed(text: string): Permission | null {
  return text in meanings ? (text as Permission) : null
}
