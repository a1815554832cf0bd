/**
 * How far a permission reaches, for lists that cannot ask for each row: the whole organization or the named parts,
 * without the excepted ones. `resources` are `<resource>/<id>`.
 */
export type Reach = {
  isWhole: boolean
  workspaceIds: readonly string[]
  projectIds: readonly string[]
  resources: readonly string[]
  exceptWorkspaceIds: readonly string[]
  exceptProjectIds: readonly string[]
  exceptResources: readonly string[]
}

/** Whether nothing of the organization's workspaces and projects is left out. */
export const coversPlaces = (reach: Reach): boolean =>
  reach.isWhole && reach.exceptWorkspaceIds.length + reach.exceptProjectIds.length === 0

/** Whether nothing of the organization is left out, not even a single resource. */
export const isComplete = (reach: Reach): boolean => coversPlaces(reach) && reach.exceptResources.length === 0

/** The part of an organization's events that a reader may see; null is all of them. */
export type EventsPart = {
  isWhole: boolean
  workspaceIds: readonly string[]
  projectIds: readonly string[]
  ids: readonly string[]
  exceptWorkspaceIds: readonly string[]
  exceptProjectIds: readonly string[]
  exceptIds: readonly string[]
} | null

/** The part without any event, to which a reader's places are added. */
export const noEvents: NonNullable<EventsPart> = Object.freeze({
  isWhole: false,
  workspaceIds: [],
  projectIds: [],
  ids: [],
  exceptWorkspaceIds: [],
  exceptProjectIds: [],
  exceptIds: [],
})

/** Conditions on `events` that keep a question to a part, each with the parameters that it binds. */
export function conditionsOfPart(
  part: EventsPart,
): { sql: string; bound: Record<string, readonly string[]> }[] {
  if (part === null) return []
  const { ids, exceptIds, workspaceIds, projectIds, exceptWorkspaceIds, exceptProjectIds } = part
  const among = (column: string, name: string) => `${column} IN {${name}:Array(String)}`
  const allowed = {
    sql: `(${among('workspace_id', 'in_workspaces')} OR ${among('project_id', 'in_projects')} OR ${among('id', 'in_ids')})`,
    bound: { in_workspaces: workspaceIds, in_projects: projectIds, in_ids: ids },
  }
  const excepted = {
    sql: `NOT (${among('workspace_id', 'not_workspaces')} OR ${among('project_id', 'not_projects')} OR ${among('id', 'not_ids')})`,
    bound: { not_workspaces: exceptWorkspaceIds, not_projects: exceptProjectIds, not_ids: exceptIds },
  }
  return part.isWhole ? [excepted] : [allowed, excepted]
}

/** The same judgement on one event. */
export function isInPart(
  part: EventsPart,
  event: { id: string; workspace_id: string | null; project_id: string | null },
): boolean {
  if (part === null) return true
  const workspaceId = event.workspace_id ?? ''
  const projectId = event.project_id ?? ''
  const isExcepted =
    part.exceptWorkspaceIds.includes(workspaceId) ||
    part.exceptProjectIds.includes(projectId) ||
    part.exceptIds.includes(event.id)
  if (isExcepted) return false
  return (
    part.isWhole ||
    part.workspaceIds.includes(workspaceId) ||
    part.projectIds.includes(projectId) ||
    part.ids.includes(event.id)
  )
}
