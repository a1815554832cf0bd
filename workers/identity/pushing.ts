import { isComplete, type Reach } from '../../analytics/reach.ts'
import { ok, type Result } from '../../analytics/result.ts'
import { workspacesOfProjects } from '../../analytics/store/d1/projects.ts'
import type { Failure } from '../http/failure.ts'
import type { CallerContext } from '../http/route.ts'
import { forbidden } from './giving.ts'

/** How an item names its place. */
export type Placed = { workspace_id?: string | null | undefined; project_id?: string | null | undefined }

/**
 * Pushed events with the workspace and project that they belong to. Who may push into one place only need not name it:
 * their events are stamped with it. An event for any other place refuses the whole batch, so that nothing of it is
 * stored. Errors: 403.
 */
export async function placed<Item extends Placed>(
  events: readonly Item[],
  { caller, tenant, place, reach, nowMs }: CallerContext,
): Promise<Result<readonly Item[], Failure>> {
  if (reach === null) return forbidden('This needs the permission ingest:write.')
  if (isComplete(reach)) return ok(events)
  const only = onlyPlace(reach)
  const projectIds = new Set([...events.flatMap((event) => event.project_id ?? []), only?.projectId ?? ''])
  const workspaceOf = await workspacesOfProjects(tenant, place.db, [...projectIds])
  const stamped: Item[] = []
  for (const [index, event] of events.entries()) {
    const projectId = event.project_id ?? only?.projectId ?? null
    const trueWorkspaceId = projectId === null ? undefined : workspaceOf.get(projectId)
    const workspaceId = trueWorkspaceId ?? event.workspace_id ?? only?.workspaceId ?? null
    const isElsewhere = event.workspace_id != null && event.workspace_id !== workspaceId
    if (isElsewhere || !caller.access.may('ingest:write', { workspaceId, projectId }, nowMs)) {
      return forbidden(`events.${index}: you may not push into this workspace and project.`)
    }
    stamped.push({ ...event, workspace_id: workspaceId, project_id: projectId })
  }
  return ok(stamped)
}

/** The one workspace or project that a reach consists of; null when there are more, or none. */
function onlyPlace({ isWhole, workspaceIds, projectIds }: Reach) {
  if (isWhole || workspaceIds.length + projectIds.length !== 1) return null
  return { workspaceId: workspaceIds[0] ?? null, projectId: projectIds[0] ?? null }
}
