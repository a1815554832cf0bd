import { type Dice, dice, hashText, idText, mix } from '../../demo/chance.ts'
import { teamActivity } from '../../demo/rhythm.ts'
import type { Caller, Directory } from '../directory.ts'
import { DAY_MS, HOUR_MS } from '../moments.ts'
import { HISTORY_DAYS } from '../traffic.ts'
import { choiceParam, intParam, listParam, Refusal, type WireRequest } from '../wire.ts'

type Entry = {
  readonly id: string
  readonly type: string
  readonly effective_at: number
  readonly project?: { readonly id: string; readonly name: string }
  readonly actor: { readonly type: string; readonly session?: Session; readonly api_key?: unknown }
  readonly [detail: string]: unknown
}

type Session = ReturnType<typeof sessionOf>

type Deed = {
  readonly type: string
  readonly inProject: boolean
  readonly detail: (throws: Dice, about: Caller) => unknown
}

/** What people do in the console, beside signing in; the last is a type that no client knows yet. */
const deeds: readonly Deed[] = [
  {
    type: 'api_key.created',
    inProject: true,
    detail: (throws) => ({ id: `key_${throws.digits(12)}`, data: { scopes: ['model.request'] } }),
  },
  { type: 'api_key.deleted', inProject: true, detail: (throws) => ({ id: `key_${throws.digits(12)}` }) },
  {
    type: 'user.added',
    inProject: false,
    detail: (_, about) => ({ id: about.openaiId, data: { role: 'reader' } }),
  },
  {
    type: 'invite.sent',
    inProject: false,
    detail: (throws, about) => ({
      id: `invite-${throws.digits(12)}`,
      data: { email: about.person?.email, role: 'reader' },
    }),
  },
  {
    type: 'project.updated',
    inProject: true,
    detail: (_, about) => ({
      id: about.account.projectId,
      changes_requested: { title: about.account.team.name },
    }),
  },
  {
    type: 'rate_limit.updated',
    inProject: true,
    detail: (throws) => ({
      id: `rl_${throws.digits(12)}`,
      changes_requested: { max_requests_per_1_minute: 100 * (1 + throws.below(20)) },
    }),
  },
  {
    type: 'role.assignment.created',
    inProject: false,
    detail: (throws, about) => ({
      id: `role-assignment-${throws.digits(10)}`,
      principal_id: about.openaiId,
      principal_type: 'user',
      resource_id: about.account.projectId,
      resource_type: 'project',
    }),
  },
  {
    type: 'service_account.created',
    inProject: true,
    detail: (throws) => ({ id: `svcacct-${throws.digits(12)}`, data: { role: 'member' } }),
  },
  { type: 'connector.grant.reviewed', inProject: false, detail: () => ({ outcome: 'kept' }) },
]

/** `GET /organization/audit_logs`: newest first. */
export function auditLogs({ query, nowMs }: WireRequest, directory: Directory, seed: string): unknown {
  const limit = intParam(query, 'limit', { min: 1, max: 100, otherwise: 20 })
  const entries = entriesUntil(nowMs, directory, seed).filter(matcher(query))
  const position = (name: 'after' | 'before'): number | null => {
    const id = query.get(name)
    if (id === null) return null
    const at = entries.findIndex((entry) => entry.id === id)
    if (at < 0) throw new Refusal(400, `Invalid '${name}': no such object '${id}'.`, name)
    return at
  }
  const from = (position('after') ?? -1) + 1
  const until = position('before') ?? entries.length
  const data = entries.slice(
    query.has('before') ? Math.max(from, until - limit) : from,
    Math.min(until, from + limit),
  )
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: query.has('before') ? until - limit > from : from + limit < until,
  }
}

function matcher(query: URLSearchParams): (entry: Entry) => boolean {
  const bound = (name: string, otherwise: number) =>
    query.has(`effective_at[${name}]`)
      ? intParam(query, `effective_at[${name}]`, { min: 0, max: 99_999_999_999, otherwise })
      : otherwise
  const [gt, gte, lt, lte] = [bound('gt', -1), bound('gte', 0), bound('lt', Infinity), bound('lte', Infinity)]
  const types = listParam(query, 'event_types')
  const projectIds = listParam(query, 'project_ids')
  const actorIds = listParam(query, 'actor_ids')
  const emails = listParam(query, 'actor_emails')
  const tenantOnly = choiceParam(query, 'tenant_only', ['true', 'false'])[0] === 'true'
  return ({ type, effective_at: at, project, actor }) =>
    at > gt &&
    at >= gte &&
    at < lt &&
    at <= lte &&
    (!types || types.includes(type)) &&
    (!projectIds || projectIds.includes(project?.id ?? '')) &&
    (!actorIds || actorIds.includes(actor.session?.user.id ?? '')) &&
    (!emails || emails.includes(actor.session?.user.email ?? '')) &&
    (!tenantOnly || project === undefined)
}

function entriesUntil(nowMs: number, directory: Directory, seed: string): readonly Entry[] {
  const root = hashText(`${seed}/audit`)
  const entries: Entry[] = []
  for (let dayMs = Math.floor(nowMs / DAY_MS - HISTORY_DAYS) * DAY_MS; dayMs <= nowMs; dayMs += DAY_MS) {
    for (const caller of directory.callers) {
      if (caller.person)
        entries.push(...entriesOfDay(mix(mix(root, dayMs / DAY_MS), caller.index), dayMs, caller))
    }
  }
  return entries
    .filter((entry) => entry.effective_at * 1000 <= nowMs)
    .sort((a, b) => b.effective_at - a.effective_at)
}

/** A day of one person: signing in when the working day begins, now and then a failed try or a deed. */
function entriesOfDay(hash: number, dayMs: number, caller: Caller): readonly Entry[] {
  const throws = dice(hash)
  const startMs =
    dayMs + (caller.account.team.startHour + (caller.person?.hoursShift ?? 0) + throws.share()) * HOUR_MS
  const noonMs = dayMs + 13 * HOUR_MS
  if (throws.share() > teamActivity(caller.account.team, noonMs) * 0.7) return []
  const session = sessionOf(caller, throws)
  const entry = (type: string, atMs: number, detail: unknown, inProject: boolean): Entry => ({
    id: `audit_log-${idText(mix(hash, Math.floor(atMs / 1000)), 24)}`,
    type,
    effective_at: Math.floor(atMs / 1000),
    ...(inProject ? { project: { id: caller.account.projectId, name: caller.account.team.name } } : {}),
    actor: { type: 'session', session },
    [type]: detail,
  })
  const failed = throws.share() < 0.04
  const deed = throws.share() < 0.06 ? throws.pick(deeds) : null
  return [
    ...(failed
      ? [
          entry(
            'login.failed',
            startMs - 40_000,
            { error_code: 'invalid_password', error_message: 'Wrong password.' },
            false,
          ),
        ]
      : []),
    entry('login.succeeded', startMs, {}, false),
    ...(deed
      ? [
          entry(
            deed.type,
            startMs + (0.2 + 4 * throws.share()) * HOUR_MS,
            deed.detail(throws, caller),
            deed.inProject,
          ),
        ]
      : []),
  ]
}

function sessionOf(caller: Caller, throws: Dice) {
  return {
    user: { id: caller.openaiId, email: caller.person?.email ?? '' },
    ip_address: `203.0.113.${10 + caller.index}`,
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    ja3: throws.digits(32),
    ja4: `t13d1516h2_${throws.digits(12)}_${throws.digits(12)}`,
    ip_address_details: {
      country: 'DE',
      city: 'Berlin',
      asn: '64500',
      latitude: '52.52',
      longitude: '13.40',
    },
  }
}
