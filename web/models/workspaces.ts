import type { Project, Workspace } from '../../analytics/contract/tenancy.ts'
import { api } from '../lib/api.ts'
import { type PagedList, pagedList } from './paged-list.ts'

const pageLimit = 100

export function workspacesModel(): PagedList<Workspace> {
  const workspaces = pagedList<Workspace>((cursor, signal) =>
    api('GET /workspaces', { query: { limit: pageLimit, cursor: cursor ?? undefined }, signal }),
  )
  void workspaces.load()
  return workspaces
}

/** The projects of one workspace, or of all. */
export function projectsModel(workspaceId: string | null): PagedList<Project> {
  const projects = pagedList<Project>((cursor, signal) =>
    api('GET /projects', {
      query: { limit: pageLimit, workspace_id: workspaceId ?? undefined, cursor: cursor ?? undefined },
      signal,
    }),
  )
  void projects.load()
  return projects
}
