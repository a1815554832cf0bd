import { type EventsPart, isComplete, noEvents, type Reach } from '../../analytics/reach.ts'
import { projectsInWorkspaces } from '../../analytics/store/d1/projects.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'

const eventPrefix = 'event/'
const eventIds = (resources: readonly string[]): string[] =>
  resources.flatMap((name) => (name.startsWith(eventPrefix) ? [name.slice(eventPrefix.length)] : []))

/**
 * The events that a permission reaches. A workspace covers its projects, also for events that name their project alone;
 * so whoever may not see a workspace sees none of them either.
 */
export async function eventsPart(tenant: Tenant, { db }: Place, reach: Reach | null): Promise<EventsPart> {
  if (reach === null) return noEvents
  if (isComplete(reach)) return null
  const { workspaceIds, exceptWorkspaceIds } = reach
  const inside = [...(await projectsInWorkspaces(tenant, db, [...workspaceIds, ...exceptWorkspaceIds]))]
  const projectsOf = (ids: readonly string[]) =>
    inside.flatMap(([projectId, workspaceId]) => (ids.includes(workspaceId) ? [projectId] : []))
  return {
    isWhole: reach.isWhole,
    workspaceIds,
    projectIds: [...reach.projectIds, ...projectsOf(workspaceIds)],
    ids: eventIds(reach.resources),
    exceptWorkspaceIds,
    exceptProjectIds: [...reach.exceptProjectIds, ...projectsOf(exceptWorkspaceIds)],
    exceptIds: eventIds(reach.exceptResources),
  }
}
