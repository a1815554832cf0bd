import { hashText, idText } from '../../demo/chance.ts'
import type { Caller, Directory, TeamAccount } from '../directory.ts'
import { redactKey, sandboxKeys } from '../keys.ts'
import { after, intParam, listParam, Refusal, type WireRequest } from '../wire.ts'
import { openaiModels } from './models.ts'

const unixSeconds = (ms: number) => Math.floor(ms / 1000)

/** One page of a list in the vendor's envelope, by `limit` and `after`. Errors: Refusal 400. */
export function listPage<T extends { readonly id: string }>(
  query: URLSearchParams,
  items: readonly T[],
): unknown {
  const limit = intParam(query, 'limit', { min: 1, max: 100, otherwise: 20 })
  const rest = after(items, query.get('after'), 'after')
  const data = rest.slice(0, limit)
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: rest.length > data.length,
  }
}

/** `GET /organization/projects`. */
export function projects({ query }: WireRequest, directory: Directory): unknown {
  return listPage(query, directory.teams.map(projectOf))
}

function projectOf({ projectId, team, createdAtMs }: TeamAccount) {
  return {
    id: projectId,
    object: 'organization.project',
    name: team.name,
    created_at: unixSeconds(createdAtMs),
    archived_at: null,
    status: 'active',
    external_key_id: null,
    residency: null,
  }
}

/** `GET /organization/users`. */
export function users({ query, nowMs }: WireRequest, directory: Directory): unknown {
  const emails = listParam(query, 'emails')
  const items = directory.callers.flatMap((caller) => {
    if (!caller.person || (emails && !emails.includes(caller.person.email))) return []
    return [{ ...userOf(caller), ...userDetails(nowMs) }]
  })
  return listPage(query, items)
}

function userOf({ openaiId, name, person, createdAtMs, index }: Caller) {
  return {
    id: openaiId,
    object: 'organization.user',
    name,
    email: person?.email ?? null,
    role: index === 0 ? 'owner' : 'reader',
    added_at: unixSeconds(createdAtMs),
  }
}

function userDetails(nowMs: number) {
  return { is_service_account: false, is_scim_managed: false, api_key_last_used_at: lastHour(nowMs) }
}

const lastHour = (nowMs: number) => unixSeconds(nowMs - (nowMs % 3_600_000))

/** `GET /organization/projects/{id}/api_keys`. Errors: Refusal 404. */
export function projectKeys({ query, nowMs }: WireRequest, directory: Directory, projectId: string): unknown {
  const callers = callersOf(directory, projectId)
  return listPage(
    query,
    callers.map((caller) => keyOf(caller, nowMs)),
  )
}

/** `GET /organization/projects/{id}/service_accounts`. Errors: Refusal 404. */
export function serviceAccounts({ query }: WireRequest, directory: Directory, projectId: string): unknown {
  const services = callersOf(directory, projectId).filter(({ person }) => person === null)
  return listPage(query, services.map(serviceOf))
}

function callersOf(directory: Directory, projectId: string): readonly Caller[] {
  if (!directory.teams.some((account) => account.projectId === projectId)) {
    throw new Refusal(404, `No such project: ${projectId}`)
  }
  return directory.callers.filter((caller) => caller.account.projectId === projectId)
}

const serviceOf = (caller: Caller) => ({
  id: caller.openaiId,
  object: 'organization.project.service_account',
  name: caller.name,
  role: 'member',
  created_at: unixSeconds(caller.createdAtMs),
})

function keyOf(caller: Caller, nowMs: number) {
  return {
    id: caller.openaiKeyId,
    object: 'organization.project.api_key',
    name: caller.person ? `${caller.name.split(' ')[0]}'s key` : caller.name,
    redacted_value: `sk-${caller.person ? 'proj' : 'svcacct'}-***${caller.openaiKeyId.slice(-4)}`,
    created_at: unixSeconds(caller.createdAtMs),
    last_used_at: lastHour(nowMs),
    owner: caller.person
      ? { type: 'user', user: { ...userOf(caller), object: 'organization.project.user', role: 'member' } }
      : { type: 'service_account', service_account: serviceOf(caller) },
    owner_project_access: 'active',
  }
}

/** `GET /organization/admin_api_keys`. */
export function adminKeys({ query, nowMs }: WireRequest, directory: Directory, seed: string): unknown {
  const keys = sandboxKeys(seed)
  const owner = directory.callers[0]
  const named = [
    ['AegisFlow', keys.openai],
    ['Usage only', keys.openaiUsageOnly],
    ['Inventory', keys.openaiWithoutUsage],
  ] as const
  const items = named.map(([name, key]) => ({
    id: `key_${idText(hashText(key), 16)}`,
    object: 'organization.admin_api_key',
    name,
    redacted_value: redactKey(key),
    created_at: unixSeconds(owner?.createdAtMs ?? 0),
    expires_at: null,
    last_used_at: unixSeconds(nowMs),
    owner: owner ? { type: 'user', ...userOf(owner) } : null,
  }))
  return listPage(query, items)
}

/** `GET /models`. */
export function modelList(): unknown {
  const data = openaiModels.map(({ id }) => ({
    id,
    object: 'model',
    created: 1_735_689_600,
    owned_by: 'system',
  }))
  return { object: 'list', data }
}
