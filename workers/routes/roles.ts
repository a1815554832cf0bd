import { ownersAlone, type Permission, permissions } from '../../analytics/contract/permissions.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  addRole,
  changeRole,
  customRoleById,
  customRolesOf,
  deleteRole,
  type StoredRole,
} from '../../analytics/store/d1/roles.ts'
import { pageOfWhole } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { checkGiving, forbidden, lackedBy, missing, personOf } from '../identity/giving.ts'
import { known } from '../identity/load-access.ts'
import { customItem, roleList } from '../identity/role-list.ts'
import { descriptionOfRole, descriptionOfScopedRole } from '../identity/roles.ts'
import { newId } from '../new-id.ts'

const rolesMax = 200
const takenLabels: ReadonlySet<string> = new Set(
  [...Object.values(descriptionOfRole), ...Object.values(descriptionOfScopedRole)].map(({ label }) =>
    label.toLowerCase(),
  ),
)

const nameTaken: Failure = { kind: 'conflict', message: 'There is a role of this name already.' }

/** Without repeats and in the order of the closed list. */
const ordered = (given: readonly Permission[]): Permission[] =>
  permissions.filter((one) => given.includes(one))

/** A role is made by a person of what they hold for good themselves, under a name of its own. */
function check(
  { caller, nowMs }: CallerContext,
  role: Pick<StoredRole, 'name' | 'permissions'>,
): Result<null, Failure> {
  const person = personOf(caller)
  if (!person.ok) return person
  if (takenLabels.has(role.name.toLowerCase())) return fail(nameTaken)
  const wanted = known(role.permissions)
  const alone = wanted.filter((one) => ownersAlone.has(one))
  if (alone.length > 0) {
    const message = `Only the role of owner holds ${alone.join(', ')}.`
    return fail({ kind: 'invalid', issues: [{ path: 'permissions', message }] })
  }
  return checkGiving(caller.access, { permissions: wanted, at: {}, untilMs: null }, nowMs)
}

export const roles = route('GET /roles', {
  summary: 'Built-in roles, templates and the organization’s own, with how many hold each.',
  permission: 'members:read',
  handle: async ({ tenant, place, query }) => pageOfWhole(await roleList(tenant, place), query),
})

export const create = route('POST /roles', {
  summary: 'Make a role of permissions that one holds oneself.',
  success: 201,
  permission: 'roles:write',
  audit: 'role.created',
  async handle(context) {
    const { tenant, place, body, trail, nowMs } = context
    const role = {
      id: newId(),
      name: body.name,
      description: body.description,
      permissions: ordered(body.permissions),
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    }
    trail.target = `role:${role.id}`
    trail.after = { name: role.name, description: role.description, permissions: role.permissions }
    const allowed = check(context, role)
    if (!allowed.ok) return allowed
    if ((await customRolesOf(tenant, place.db)).length >= rolesMax)
      return fail({ kind: 'conflict', message: `An organization has at most ${rolesMax} roles of its own.` })
    if (!(await addRole(tenant, place.db, role))) return fail(nameTaken)
    return ok(customItem({ ...role, orgId: tenant.orgId }, 0))
  },
})

export const change = route('PATCH /roles/:id', {
  summary: 'Change a role of the organization’s own; whoever has it has the new permissions at once.',
  permission: 'roles:write',
  resource: 'role',
  audit: 'role.changed',
  async handle(context) {
    const { caller, tenant, place, params, body, trail, nowMs } = context
    const before = await customRoleById(tenant, place.db, params.id ?? '')
    if (!before) return missing('role')
    const { name, description } = before
    trail.target = `role:${before.id}`
    trail.before = { name, description, permissions: before.permissions }
    const after = {
      ...before,
      name: body.name ?? name,
      description: body.description ?? description,
      permissions: body.permissions ? ordered(body.permissions) : before.permissions,
      updatedAtMs: nowMs,
    }
    trail.after = { name: after.name, description: after.description, permissions: after.permissions }
    const held = { permissions: known(before.permissions), at: {}, untilMs: null }
    const more = lackedBy(caller.access, held, nowMs)
    if (more.length > 0) return forbidden(`The role holds more than you do: ${more.join(', ')}.`)
    const allowed = check(context, after)
    if (!allowed.ok) return allowed
    if (!(await changeRole(tenant, place.db, after))) return fail(nameTaken)
    const item = (await roleList(tenant, place)).find(({ id }) => id === before.id)
    return item ? ok(item) : missing('role')
  },
})

export const remove = route('DELETE /roles/:id', {
  summary: 'Delete a role of the organization’s own that nobody has any more.',
  permission: 'roles:write',
  resource: 'role',
  audit: 'role.deleted',
  async handle({ tenant, place, params, trail }) {
    const role = await customRoleById(tenant, place.db, params.id ?? '')
    if (!role) return missing('role')
    trail.target = `role:${role.id}`
    trail.before = { name: role.name, permissions: role.permissions }
    if (await deleteRole(tenant, place.db, role.id)) return ok({ deleted: true as const })
    return fail({ kind: 'conflict', message: 'Members have this role or are invited into it.' })
  },
})
