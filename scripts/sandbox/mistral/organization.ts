import { hashText, idText } from '../../demo/chance.ts'
import { type Deed, deedsOf } from '../deeds.ts'
import type { Caller, Directory, TeamAccount } from '../directory.ts'
import { intParam, Refusal, type WireRequest } from '../wire.ts'

/** The team whose workspace was deleted: its usage stays in the organization's figures. */
const DELETED_TEAM = 'legal'
/** What the server gives at most, whatever is asked for. */
const AUDIT_PAGE_MAX = 50
const PAGE_MAX = 100

const uuidOf = (label: string): string => {
  const hex = idText(hashText(label), 30, '0123456789abcdef')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18)}`
}

/** The company as Mistral knows it. */
export function mistralOrganization(seed: string, directory: Directory) {
  const workspaceIdOf = ({ team }: TeamAccount) => uuidOf(`${seed}/mistral/workspace/${team.id}`)
  const userIdOf = ({ name }: Caller) => uuidOf(`${seed}/mistral/user/${name}`)
  return {
    adminKey: idText(hashText(`${seed}/mistral/admin`), 32),
    workspaceKey: idText(hashText(`${seed}/mistral/workspace-key`), 32),
    organizationId: uuidOf(`${seed}/mistral`),
    workspaceIdOf,
    userIdOf,
    teams: directory.teams,
    callers: directory.callers,
  }
}

export type MistralOrganization = ReturnType<typeof mistralOrganization>

function numbered<Item>(query: URLSearchParams, items: readonly Item[]): readonly Item[] {
  const page = intParam(query, 'page', { min: 1, max: 10_000, otherwise: 1 })
  const size = intParam(query, 'page_size', { min: 1, max: PAGE_MAX, otherwise: 25 })
  return items.slice((page - 1) * size, page * size)
}

/** `GET /users`. */
export function users({ query }: WireRequest, { callers, userIdOf }: MistralOrganization): unknown {
  const people = callers.flatMap((caller) =>
    caller.person
      ? [{ uuid: userIdOf(caller), name: caller.name, email: caller.person.email, raw_roles: ['member'] }]
      : [],
  )
  return { members: numbered(query, people) }
}

/** `GET /workspaces`. */
export function workspaces({ query }: WireRequest, { teams, workspaceIdOf }: MistralOrganization): unknown {
  const items = teams
    .filter(({ team }) => team.id !== DELETED_TEAM)
    .map((account, index) => ({
      uuid: workspaceIdOf(account),
      name: account.team.name,
      is_default: index === 0,
      spend_limit: null,
    }))
  return { total: items.length, items: numbered(query, items), page: 1, page_size: 25 }
}

const kinds: Readonly<Record<Deed['kind'], readonly [event: string, target: string]>> = {
  signed_in: ['user.log_in', 'USER'],
  key_created: ['api_key.create', 'API_KEY'],
  member_invited: ['invitation.create', 'INVITATION'],
}

/** `GET /audit-logs`: a bare list; its bounds belong to it. Errors: Refusal 422. */
export function auditLogs(
  { query, nowMs }: WireRequest,
  organization: MistralOrganization,
  seed: string,
): unknown {
  const bound = (name: string, otherwise: number) => {
    const text = query.get(name)
    const atMs = text === null ? otherwise : Date.parse(text)
    if (Number.isNaN(atMs)) throw new Refusal(422, `${name}: not a date`)
    return atMs
  }
  const [afterMs, beforeMs] = [bound('after', 0), bound('before', nowMs)]
  const limit = intParam(query, 'limit', { min: 1, max: 1_000, otherwise: 20 })
  const { callers } = organization
  const all = deedsOf(seed, 'mistral', { organizationId: '', teams: [], callers }, nowMs)
  const sorted = query.get('sort') === 'ascending' ? all : all.toReversed()
  return sorted
    .filter(({ atMs }) => atMs >= afterMs && atMs <= beforeMs)
    .slice(0, Math.min(limit, AUDIT_PAGE_MAX))
    .map(({ id, atMs, caller, kind, address }) => ({
      log_id: id,
      created_at: new Date(atMs).toISOString(),
      actor_type: 'HUMAN',
      actor_metadata: { user_uuid: organization.userIdOf(caller), email: caller.person?.email },
      event_type: kinds[kind][0],
      event_metadata: { ip: address },
      target_type: kinds[kind][1],
      target_metadata: { uuid: organization.userIdOf(caller) },
      organization_uuid: organization.organizationId,
      workspace_uuid: kind === 'key_created' ? organization.workspaceIdOf(caller.account) : null,
    }))
}
