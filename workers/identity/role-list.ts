import { type Permission, roles, scopedRoles } from '../../analytics/contract/permissions.ts'
import type { RoleItem } from '../../analytics/contract/tenancy.ts'
import { countRoles, customRoleById, customRolesOf, type StoredRole } from '../../analytics/store/d1/roles.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { known } from './load-access.ts'
import {
  descriptionOfRole,
  descriptionOfScopedRole,
  isBuiltIn,
  isScopedTemplate,
  permissionsOfRole,
  permissionsOfScopedRole,
} from './roles.ts'

/** A role as somebody would give it: `id` is what is written down. */
export type GivenRole = { id: string; label: string; permissions: readonly Permission[] }

/** The name by which people know a role; `customName` is the name of a custom one. */
export function labelOfRole(role: string, customName: string | null): string {
  return isBuiltIn(role) ? descriptionOfRole[role].label : (customName ?? role)
}

/** The name of a role in a single workspace or project. */
export function labelOfScopedRole(role: string, customName: string | null): string {
  return isScopedTemplate(role) ? descriptionOfScopedRole[role].label : (customName ?? role)
}

/** A role that can be given in the whole organization: built in or made by it. Null for any other. */
export async function roleForOrganization(
  tenant: Tenant,
  place: Place,
  id: string,
): Promise<GivenRole | null> {
  if (isBuiltIn(id)) return { id, label: descriptionOfRole[id].label, permissions: permissionsOfRole[id] }
  return customRole(tenant, place, id)
}

/** A role that can be given in a single workspace or project: a template or a custom one. Null for any other. */
export async function roleForScope(tenant: Tenant, place: Place, id: string): Promise<GivenRole | null> {
  if (isScopedTemplate(id)) {
    return { id, label: descriptionOfScopedRole[id].label, permissions: permissionsOfScopedRole[id] }
  }
  return customRole(tenant, place, id)
}

async function customRole(tenant: Tenant, { db }: Place, id: string): Promise<GivenRole | null> {
  const found = await customRoleById(tenant, db, id)
  return found && { id, label: found.name, permissions: known(found.permissions) }
}

/** Built-in roles, templates, then the organization's own, each with how many hold it. */
export async function roleList(tenant: Tenant, { db }: Place): Promise<RoleItem[]> {
  const [custom, { whole, scoped }] = await Promise.all([customRolesOf(tenant, db), countRoles(tenant, db)])
  return [
    ...roles.map((id) => ({
      id,
      ...descriptionOfRole[id],
      type: 'built_in' as const,
      permissions: [...permissionsOfRole[id]],
      members: whole.get(id) ?? 0,
    })),
    ...scopedRoles.map((id) => ({
      id,
      ...descriptionOfScopedRole[id],
      type: 'template' as const,
      permissions: [...permissionsOfScopedRole[id]],
      members: scoped.get(id) ?? 0,
    })),
    ...custom.map((role) => customItem(role, (whole.get(role.id) ?? 0) + (scoped.get(role.id) ?? 0))),
  ]
}

/** A custom role on the wire. */
export function customItem(role: StoredRole, members: number): RoleItem {
  const { id, name, description } = role
  return { id, label: name, description, type: 'custom', permissions: known(role.permissions), members }
}
