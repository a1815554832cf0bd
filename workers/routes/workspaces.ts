import type { Workspace } from '../../analytics/contract/tenancy.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  addWorkspace,
  type CountedWorkspace,
  changeWorkspace,
  deleteWorkspace,
  workspaceById,
  workspacesOf,
  workspacesOfVendorProjects,
} from '../../analytics/store/d1/workspaces.ts'
import { cutPage, decodeCursor, idPosition } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { forbidden, missing } from '../identity/giving.ts'
import {
  giveScopedRole,
  listScopedMembers,
  notHere,
  type Place,
  takeScopedRole,
} from '../identity/scoped-membership.ts'
import { newId } from '../new-id.ts'

const itemOf = (workspace: CountedWorkspace): Workspace => ({
  id: workspace.id,
  name: workspace.name,
  environment: workspace.environment,
  region: workspace.region,
  projects: workspace.projects,
  members: workspace.members,
  vendor_projects: workspace.vendorProjects,
  created_at: new Date(workspace.createdAtMs).toISOString(),
})

type Found = Place & { workspace: CountedWorkspace }

/** The workspace of the path, when the caller may look after it. Errors: 404; 403 where their permission does not reach. */
async function own({ caller, tenant, place, params, nowMs }: CallerContext): Promise<Result<Found, Failure>> {
  const workspace = await workspaceById(tenant, place.db, params.id ?? '')
  if (!workspace) return missing('workspace')
  const at = { workspaceId: workspace.id }
  if (!caller.access.may('workspaces:write', at, nowMs)) return notHere()
  return ok({ workspace, at, scope: { type: 'workspace', id: workspace.id } })
}

export const workspaces = route('GET /workspaces', {
  summary: 'The workspaces whose events one may read, in whole or in part.',
  permission: 'events:read',
  scoped: true,
  async handle({ tenant, place, query, reach }) {
    const after = decodeCursor(query.cursor, idPosition)
    if (!after.ok) return after
    if (!reach) return ok({ items: [], next_cursor: null })
    const found = await workspacesOf(tenant, place.db, reach, after.value?.id ?? null, query.limit + 1)
    const { shown, nextCursor } = cutPage(found, query.limit, ({ id }) => ({ id }))
    return ok({ items: shown.map(itemOf), next_cursor: nextCursor })
  },
})

export const create = route('POST /workspaces', {
  summary: 'Add a workspace, in a region that this instance serves.',
  success: 201,
  permission: 'workspaces:write',
  audit: 'workspace.created',
  async handle({ env, tenant, place, body, trail, nowMs }) {
    const region = body.region ?? tenant.region
    if (region !== env.REGION) {
      const message = `This instance serves the region ${env.REGION} only.`
      return fail({ kind: 'invalid', issues: [{ path: 'region', message }] })
    }
    const { name, environment } = body
    const workspace = { id: newId(), name, environment, region, createdAtMs: nowMs }
    trail.target = `workspace:${workspace.id}`
    trail.after = { name, environment, region }
    await addWorkspace(tenant, place.db, workspace)
    return ok(itemOf({ ...workspace, orgId: tenant.orgId, vendorProjects: [], projects: 0, members: 0 }))
  },
})

export const change = route('PATCH /workspaces/:id', {
  summary:
    'Rename a workspace, or, with the permission in the whole organization, move it to an environment and say which projects of vendors’ reports count for it.',
  permission: 'workspaces:write',
  scoped: true,
  audit: 'workspace.changed',
  async handle(context) {
    const { caller, tenant, place, body, trail, nowMs } = context
    const found = await own(context)
    if (!found.ok) return found
    const { workspace } = found.value
    const { vendorProjects } = workspace
    const changed = {
      name: body.name ?? workspace.name,
      environment: body.environment ?? workspace.environment,
      vendorProjects: body.vendor_projects ?? vendorProjects,
    }
    const isOfReports = body.vendor_projects !== undefined
    trail.target = `workspace:${workspace.id}`
    trail.before = detailsOf(workspace, isOfReports)
    trail.after = detailsOf(changed, isOfReports)
    const ofWhole = caller.access.may('workspaces:write', {}, nowMs)
    if (changed.environment !== workspace.environment && !ofWhole)
      return forbidden('The environment is set by those who look after the whole organization.')
    if (isOfReports && !ofWhole)
      return forbidden(
        'Which vendors’ projects count for it is said by those who look after the whole organization.',
      )
    const workspaceOf = await workspacesOfVendorProjects(tenant, place.db)
    const taken = changed.vendorProjects.find(
      (project) => ![null, workspace.id].includes(workspaceOf(project)),
    )
    if (taken !== undefined)
      return fail({ kind: 'conflict', message: `${taken} counts for another workspace already.` })
    await changeWorkspace(tenant, place.db, workspace.id, changed)
    return ok(itemOf({ ...workspace, ...changed }))
  },
})

type Details = Pick<CountedWorkspace, 'name' | 'environment' | 'vendorProjects'>

const detailsOf = ({ name, environment, vendorProjects }: Details, isOfReports: boolean) =>
  isOfReports ? { name, environment, vendor_projects: vendorProjects } : { name, environment }

export const remove = route('DELETE /workspaces/:id', {
  summary: 'Delete a workspace that has no projects and no living keys any more.',
  permission: 'workspaces:write',
  scoped: true,
  audit: 'workspace.deleted',
  async handle(context) {
    const { caller, tenant, place, trail, nowMs } = context
    const found = await own(context)
    if (!found.ok) return found
    const { id, name } = found.value.workspace
    trail.target = `workspace:${id}`
    trail.before = { name }
    if (!caller.access.may('workspaces:write', {}, nowMs))
      return forbidden('A workspace is deleted by those who look after the whole organization.')
    if (await deleteWorkspace(tenant, place.db, id, nowMs)) return ok({ deleted: true as const })
    return fail({ kind: 'conflict', message: 'Delete its projects and revoke its API keys first.' })
  },
})

export const members = route('GET /workspaces/:id/members', {
  summary: 'Who has a role in a workspace itself.',
  permission: 'workspaces:write',
  scoped: true,
  handle: listScopedMembers(own),
})

export const putMember = route('PUT /workspaces/:id/members/:user_id', {
  summary: 'Give a member of the organization a role in a workspace: editor, viewer or a custom one.',
  permission: 'workspaces:write',
  scoped: true,
  audit: 'workspace_member.changed',
  handle: giveScopedRole(own),
})

export const removeMember = route('DELETE /workspaces/:id/members/:user_id', {
  summary: 'Take a role in a workspace away.',
  permission: 'workspaces:write',
  scoped: true,
  audit: 'workspace_member.removed',
  handle: takeScopedRole(own),
})
