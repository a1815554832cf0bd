import type { Invitation } from '../../analytics/contract/accounts.ts'
import type { MemberItem, RoleItem } from '../../analytics/contract/tenancy.ts'
import { api } from '../lib/api.ts'
import { type PagedList, pagedList } from './paged-list.ts'
import { type Resource, resource } from './resource.ts'

const pageLimit = 100

export function membersModel(): PagedList<MemberItem> {
  const members = pagedList<MemberItem>((cursor, signal) =>
    api('GET /orgs/me/users', { query: { limit: pageLimit, cursor: cursor ?? undefined }, signal }),
  )
  void members.load()
  return members
}

export function invitationsModel(): PagedList<Invitation> {
  const invitations = pagedList<Invitation>((cursor, signal) =>
    api('GET /orgs/me/invitations', { query: { cursor: cursor ?? undefined }, signal }),
  )
  void invitations.load()
  return invitations
}

export function rolesModel(): Resource<readonly RoleItem[]> {
  const roles = resource(async (signal) => (await api('GET /roles', { signal })).items)
  void roles.load()
  return roles
}
