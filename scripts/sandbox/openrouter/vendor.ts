import { type Directory, directoryOf } from '../directory.ts'
import { trafficSums } from '../ledger.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { trafficOf } from '../traffic.ts'
import { intParam, type Reply, type Vendor, type WireRequest } from '../wire.ts'
import { admit, type OpenrouterAccount, openrouterAccount, openrouterModels } from './account.ts'
import { activity, analyticsQuery, costsNano } from './usage.ts'

const PAGE_MAX = 100
const PAGE_OTHERWISE = 50

/** OpenRouter's management API for a seed. */
export function openrouterVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const account = openrouterAccount(seed, directory)
  const traffic = trafficOf(seed, { name: 'openrouter', models: openrouterModels }, directory)
  return {
    id: 'openrouter',
    variables: (url) => ({ OPENROUTER_BASE_URL: `${url}/api/v1` }),
    credentials: () => [{ kind: 'management_key', secret: account.managementKey }],
    ledger: (fromMs, toMs, nowMs) => ({
      ...trafficSums(traffic, { fromMs, toMs, nowMs }),
      costsNano: { USD: costsNano(traffic, account, { fromMs, toMs, nowMs }) },
    }),
    fault: (status) => refused(status, faultMessages[status] ?? 'Internal Server Error'),
    answer: answerBy(
      [
        {
          method: 'GET',
          path: /^\/api\/v1\/key$/,
          answer: (r) => ({ body: keyInfo(bearerOf(r) === account.managementKey, account) }),
        },
        {
          method: 'POST',
          path: /^\/api\/v1\/analytics\/query$/,
          answer: (r) => ({ body: analyticsQuery(r, traffic, account) }),
        },
        {
          method: 'GET',
          path: /^\/api\/v1\/activity$/,
          answer: (r) => ({ body: activity(r, traffic, account) }),
        },
        { method: 'GET', path: /^\/api\/v1\/keys$/, answer: (r) => ({ body: keys(r, directory, account) }) },
        {
          method: 'GET',
          path: /^\/api\/v1\/organization\/members$/,
          answer: (r) => ({ body: members(r, directory, account) }),
        },
        {
          method: 'GET',
          path: /^\/api\/v1\/workspaces$/,
          answer: (r) => ({ body: workspaces(r, directory, account) }),
        },
      ],
      (request) => admit(request, account),
      refused,
    ),
  }
}

const faultMessages: Readonly<Record<number, string>> = {
  401: 'User not found.',
  403: 'Only management keys can perform this operation',
  429: 'Rate limit exceeded',
}

function refused(status: number, message: string): Reply {
  return { status, body: { error: { code: status, message } } }
}

function keyInfo(isManagement: boolean, account: OpenrouterAccount): unknown {
  return {
    data: {
      label: 'sk-or-v1-9f2…a1c',
      creator_user_id: account.founderId,
      is_management_key: isManagement,
      is_provisioning_key: isManagement,
      is_free_tier: false,
      limit: null,
      limit_remaining: null,
      usage: 12.4403,
      expires_at: null,
      rate_limit: { requests: -1, interval: '10s', note: 'deprecated' },
    },
  }
}

function part<Item>(query: URLSearchParams, items: readonly Item[], max = PAGE_MAX): readonly Item[] {
  const offset = intParam(query, 'offset', { min: 0, max: 1_000_000, otherwise: 0 })
  const limit = intParam(query, 'limit', { min: 1, max, otherwise: PAGE_OTHERWISE })
  return items.slice(offset, offset + limit)
}

function members({ query }: WireRequest, { callers }: Directory, account: OpenrouterAccount): unknown {
  const people = callers.flatMap((caller) => {
    if (!caller.person) return []
    const [first, ...rest] = caller.name.split(' ')
    return [
      {
        id: account.userIdOf(caller),
        email: caller.person.email,
        first_name: first,
        last_name: rest.join(' '),
        role: caller.index === 0 ? 'org:admin' : 'org:member',
      },
    ]
  })
  return { data: part(query, people), total_count: people.length }
}

function workspaces({ query }: WireRequest, { teams }: Directory, account: OpenrouterAccount): unknown {
  const items = teams.map((team) => ({
    id: account.workspaceIdOf(team),
    name: team.team.name,
    slug: team.team.id,
    created_at: new Date(team.createdAtMs).toISOString(),
    created_by: account.founderId,
    is_observability_io_logging_enabled: false,
    io_logging_sampling_rate: 1,
    io_logging_api_key_ids: null,
  }))
  return { data: part(query, items), total_count: items.length }
}

/** Without a workspace the list holds the default one's keys only. Pages have 100 keys. */
function keys({ query }: WireRequest, { callers, teams }: Directory, account: OpenrouterAccount): unknown {
  const [oldest] = teams.toSorted((a, b) => a.createdAtMs - b.createdAtMs)
  const wanted = query.get('workspace_id') ?? (oldest ? account.workspaceIdOf(oldest) : '')
  const items = callers
    .filter((caller) => account.workspaceIdOf(caller.account) === wanted)
    .map((caller) => {
      const { hash, name, creatorId } = account.keyOf(caller)
      return {
        hash,
        name,
        label: `sk-or-v1-${hash.slice(0, 3)}…${hash.slice(-3)}`,
        disabled: false,
        limit: null,
        usage: 1.25,
        created_at: new Date(caller.createdAtMs).toISOString(),
        updated_at: null,
        creator_user_id: creatorId,
        workspace_id: wanted,
      }
    })
  const offset = intParam(query, 'offset', { min: 0, max: 1_000_000, otherwise: 0 })
  return { data: items.slice(offset, offset + PAGE_MAX) }
}
