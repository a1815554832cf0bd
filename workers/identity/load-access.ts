import { type Permission, permission } from '../../analytics/contract/permissions.ts'
import {
  customPermissions,
  grantedTo,
  type StoredRule,
  scopedRolesOf,
} from '../../analytics/store/d1/access-rules.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { type Access, accessOf, type Rule } from './access.ts'
import { isBuiltIn, permissionsOfRole, permissionsOfScopedRole } from './roles.ts'

/** A permission that was since taken off the list gives nothing. */
export const known = (names: readonly string[]): Permission[] =>
  names.flatMap((name) => permission.safeParse(name).data ?? [])
const knownRules = (rules: readonly StoredRule[]): Rule[] =>
  rules.flatMap((rule) => known([rule.permission]).map((one) => ({ ...rule, permission: one })))

/** What a member may do: their role, their roles in workspaces and projects, and what was granted or denied. */
export async function accessOfMember(
  tenant: Tenant,
  { db }: Place,
  member: { userId: string; role: string },
): Promise<Access> {
  const [given, scoped, granted] = await Promise.all([
    isBuiltIn(member.role) ? permissionsOfRole[member.role] : customPermissions(tenant, db, member.role),
    scopedRolesOf(tenant, db, member.userId),
    grantedTo(tenant, db, { type: 'user', id: member.userId }),
  ])
  const byScope = scoped.flatMap(({ role, permissions, scopeType, scopeId }): Rule[] => {
    const template = role === 'editor' || role === 'viewer' ? permissionsOfScopedRole[role] : []
    return known(permissions ?? template).map((one) => ({
      effect: 'allow',
      permission: one,
      scopeType,
      scopeId,
      expiresAtMs: null,
    }))
  })
  return accessOf(known(given ?? []), [...byScope, ...knownRules(granted)])
}

/** What an API key may do: its scopes, in its project or workspace when it is bound to one, and what was granted. */
export async function accessOfKey(
  tenant: Tenant,
  { db }: Place,
  key: { id: string; scopes: readonly string[]; workspaceId: string | null; projectId: string | null },
): Promise<Access> {
  const granted = knownRules(await grantedTo(tenant, db, { type: 'api_key', id: key.id }))
  const scopes = known(key.scopes)
  const scopeId = key.projectId ?? key.workspaceId
  if (scopeId === null) return accessOf(scopes, granted)
  const scopeType = key.projectId === null ? 'workspace' : 'project'
  const bound = scopes.map(
    (one): Rule => ({ effect: 'allow', permission: one, scopeType, scopeId, expiresAtMs: null }),
  )
  return accessOf([], [...bound, ...granted])
}
