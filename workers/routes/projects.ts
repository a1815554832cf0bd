import type { Project } from '../../analytics/contract/tenancy.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  addProject,
  type CountedProject,
  deleteProject,
  projectById,
  projectsOf,
  renameProject,
} from '../../analytics/store/d1/projects.ts'
import { workspaceById } from '../../analytics/store/d1/workspaces.ts'
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

const itemOf = (project: CountedProject): Project => ({
  id: project.id,
  workspace_id: project.workspaceId,
  name: project.name,
  members: project.members,
  created_at: new Date(project.createdAtMs).toISOString(),
})

type Found = Place & { project: CountedProject }

/** The project of the path, when the caller may look after it. Errors: 404; 403 where their permission does not reach. */
async function own({ caller, tenant, place, params, nowMs }: CallerContext): Promise<Result<Found, Failure>> {
  const project = await projectById(tenant, place.db, params.id ?? '')
  if (!project) return missing('project')
  const at = { workspaceId: project.workspaceId, projectId: project.id }
  if (!caller.access.may('workspaces:write', at, nowMs)) return notHere()
  return ok({ project, at, scope: { type: 'project', id: project.id } })
}

export const projects = route('GET /projects', {
  summary: 'The projects whose events one may read.',
  permission: 'events:read',
  scoped: true,
  async handle({ tenant, place, query, reach }) {
    const after = decodeCursor(query.cursor, idPosition)
    if (!after.ok) return after
    if (!reach) return ok({ items: [], next_cursor: null })
    const filter = { reach, workspaceId: query.workspace_id ?? null }
    const found = await projectsOf(tenant, place.db, filter, after.value?.id ?? null, query.limit + 1)
    const { shown, nextCursor } = cutPage(found, query.limit, ({ id }) => ({ id }))
    return ok({ items: shown.map(itemOf), next_cursor: nextCursor })
  },
})

export const create = route('POST /projects', {
  summary: 'Add a project to a workspace.',
  success: 201,
  permission: 'workspaces:write',
  scoped: true,
  audit: 'project.created',
  async handle({ caller, tenant, place, body, trail, nowMs }) {
    const { name, workspace_id: workspaceId } = body
    const workspace = await workspaceById(tenant, place.db, workspaceId)
    if (!workspace) return missing('workspace')
    const project = { id: newId(), workspaceId, name, createdAtMs: nowMs }
    trail.target = `project:${project.id}`
    trail.after = { name, workspace_id: workspaceId }
    if (!caller.access.may('workspaces:write', { workspaceId }, nowMs)) return notHere()
    if (!(await addProject(tenant, place.db, project))) return missing('workspace')
    return ok(itemOf({ ...project, orgId: tenant.orgId, members: 0 }))
  },
})

export const change = route('PATCH /projects/:id', {
  summary: 'Rename a project.',
  permission: 'workspaces:write',
  scoped: true,
  audit: 'project.renamed',
  async handle(context) {
    const { tenant, place, body, trail } = context
    const found = await own(context)
    if (!found.ok) return found
    const { project } = found.value
    trail.target = `project:${project.id}`
    trail.before = { name: project.name }
    trail.after = { name: body.name }
    await renameProject(tenant, place.db, project.id, body.name)
    return ok(itemOf({ ...project, name: body.name }))
  },
})

export const remove = route('DELETE /projects/:id', {
  summary: 'Delete a project that has no living keys any more; its events stay in its workspace.',
  permission: 'workspaces:write',
  scoped: true,
  audit: 'project.deleted',
  async handle(context) {
    const { caller, tenant, place, trail, nowMs } = context
    const found = await own(context)
    if (!found.ok) return found
    const { id, name, workspaceId } = found.value.project
    trail.target = `project:${id}`
    trail.before = { name, workspace_id: workspaceId }
    if (!caller.access.may('workspaces:write', { workspaceId }, nowMs))
      return forbidden('A project is deleted by those who look after its workspace.')
    if (await deleteProject(tenant, place.db, id, nowMs)) return ok({ deleted: true as const })
    return fail({ kind: 'conflict', message: 'Revoke its API keys first.' })
  },
})

export const members = route('GET /projects/:id/members', {
  summary: 'Who has a role in a project itself.',
  permission: 'workspaces:write',
  scoped: true,
  handle: listScopedMembers(own),
})

export const putMember = route('PUT /projects/:id/members/:user_id', {
  summary: 'Give a member of the organization a role in a project: editor, viewer or a custom one.',
  permission: 'workspaces:write',
  scoped: true,
  audit: 'project_member.changed',
  handle: giveScopedRole(own),
})

export const removeMember = route('DELETE /projects/:id/members/:user_id', {
  summary: 'Take a role in a project away.',
  permission: 'workspaces:write',
  scoped: true,
  audit: 'project_member.removed',
  handle: takeScopedRole(own),
})
