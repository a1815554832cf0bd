import type { Caller, Directory } from '../directory.ts'
import { instantText } from '../moments.ts'
import { after, intParam, listParam, type WireRequest } from '../wire.ts'

const wholeSecond = (ms: number) => instantText(ms - (ms % 1000))

/**
 * One page of a list in the vendor's envelope, by `limit`, `after_id` and `before_id`. Errors: Refusal 400.
 */
function listPage<T extends { readonly id: string }>(query: URLSearchParams, items: readonly T[]): unknown {
  const limit = intParam(query, 'limit', { min: 1, max: 1000, otherwise: 20 })
  const before = query.get('before_id')
  const rest =
    before === null
      ? after(items, query.get('after_id'), 'after_id')
      : after(items.toReversed(), before, 'before_id')
  const data = before === null ? rest.slice(0, limit) : rest.slice(0, limit).toReversed()
  return {
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: rest.length > data.length,
  }
}

/** `GET /v1/organizations/users`. */
export function users({ query }: WireRequest, directory: Directory): unknown {
  const email = query.get('email')
  const roles = listParam(query, 'roles')
  const items = directory.callers.flatMap(({ anthropicId, name, person, createdAtMs, index }) => {
    const role = index === 0 ? 'admin' : person?.team.id === 'engineering' ? 'developer' : 'user'
    if (!person || (email && person.email !== email) || (roles && !roles.includes(role))) return []
    return [
      { id: anthropicId, type: 'user', email: person.email, name, role, added_at: wholeSecond(createdAtMs) },
    ]
  })
  return listPage(query, items)
}

/** `GET /v1/organizations/service_accounts`. */
export function serviceAccounts({ query }: WireRequest, directory: Directory): unknown {
  const items = directory.callers
    .filter(({ person }) => person === null)
    .map(({ anthropicId, name, createdAtMs }) => ({
      id: anthropicId,
      type: 'service_account',
      name,
      created_at: wholeSecond(createdAtMs),
      archived_at: null,
    }))
  return listPage(query, items)
}

/** `GET /v1/organizations/workspaces`. The default workspace is not among them. */
export function workspaces({ query }: WireRequest, directory: Directory): unknown {
  const items = directory.teams.map(({ workspaceId, team, createdAtMs }) => ({
    id: workspaceId,
    type: 'workspace',
    name: team.name,
    created_at: wholeSecond(createdAtMs),
    archived_at: null,
    display_color: '#6C5BB9',
    data_residency: {
      allowed_inference_geos: 'unrestricted',
      default_inference_geo: 'global',
      workspace_geo: 'us',
    },
    compartment_id: null,
    external_key_id: null,
    tags: {},
  }))
  return listPage(query, items)
}

/** `GET /v1/organizations/api_keys`. */
export function apiKeys({ query }: WireRequest, directory: Directory): unknown {
  const status = query.get('status')
  const workspaceId = query.get('workspace_id')
  const creator = query.get('created_by_user_id')
  const admin = directory.callers[0]
  const items = directory.callers
    .map((caller) => keyOf(caller, caller.person ? caller : (admin ?? caller)))
    .filter(
      (key) =>
        (status === null || key.status === status) &&
        (workspaceId === null || key.workspace_id === workspaceId) &&
        (creator === null || key.created_by.id === creator),
    )
  return listPage(query, items)
}

function keyOf(caller: Caller, creator: Caller) {
  return {
    id: caller.anthropicKeyId,
    type: 'api_key',
    name: caller.person ? `${caller.name.split(' ')[0]}'s key` : caller.name,
    partial_key_hint: `sk-ant-api03-${caller.anthropicKeyId.slice(-3)}...${caller.anthropicKeyId.slice(9, 11)}AA`,
    status: 'active',
    created_at: wholeSecond(caller.createdAtMs),
    created_by: { id: creator.anthropicId, type: 'user' },
    expires_at: null,
    principal: { id: caller.anthropicId, type: caller.person ? 'user' : 'service_account' },
    workspace_id: caller.account.workspaceId,
  }
}
