import { type Dice, dice, hashText, idText, mix } from '../../demo/chance.ts'
import { teamActivity } from '../../demo/rhythm.ts'
import type { Caller, Directory } from '../directory.ts'
import { DAY_MS, HOUR_MS } from '../moments.ts'
import { HISTORY_DAYS } from '../traffic.ts'
import { after, choiceParam, intParam, listParam, Refusal, type WireRequest } from '../wire.ts'

type Activity = { readonly id: string; readonly type: string; readonly atMs: number; readonly body: object }

/** What people do in the console beside signing in; the last is done by an actor of a kind that no client knows yet. */
const deeds: readonly ((throws: Dice, about: Caller) => { type: string; fields: object })[] = [
  (_, about) => ({ type: 'platform_api_key_created', fields: { api_key_id: about.anthropicKeyId } }),
  (_, about) => ({ type: 'workspace_updated', fields: { workspace_id: about.account.workspaceId } }),
  (throws) => ({
    type: 'org_invite_sent',
    fields: { invite_id: `invite_${throws.digits(12)}`, role: 'developer' },
  }),
  (throws) => ({
    type: 'connector_reviewed',
    fields: { actor: { type: 'policy_actor', policy_id: `pol_${throws.digits(8)}` } },
  }),
]

/** `GET /v1/compliance/activities`: newest first, or oldest first when asked so. */
export function activities({ query, nowMs }: WireRequest, seed: string, directory: Directory): unknown {
  const limit = intParam(query, 'limit', { min: 1, max: 5000, otherwise: 100 })
  const order = choiceParam(query, 'order', ['asc', 'desc'])[0] ?? 'desc'
  const bound = (name: string, otherwise: number): number => {
    const text = query.get(`created_at.${name}`)
    const ms = text === null ? otherwise : Date.parse(text)
    if (Number.isNaN(ms)) throw new Refusal(400, `created_at.${name}: Input should be a valid datetime`)
    return ms
  }
  const [gte, gt, lt, lte] = [bound('gte', 0), bound('gt', -1), bound('lt', Infinity), bound('lte', Infinity)]
  const types = listParam(query, 'activity_types')
  const found = activitiesUntil(nowMs, seed, directory).filter(
    ({ atMs, type }) =>
      atMs >= gte && atMs > gt && atMs < lt && atMs <= lte && (!types || types.includes(type)),
  )
  const rest = after(order === 'asc' ? found : found.toReversed(), query.get('after_id'), 'after_id')
  const data = rest.slice(0, limit)
  return {
    data: data.map(({ body }) => body),
    has_more: rest.length > data.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  }
}

function activitiesUntil(nowMs: number, seed: string, directory: Directory): readonly Activity[] {
  const root = hashText(`${seed}/activities`)
  const found: Activity[] = []
  for (let dayMs = Math.floor(nowMs / DAY_MS - HISTORY_DAYS) * DAY_MS; dayMs <= nowMs; dayMs += DAY_MS) {
    for (const caller of directory.callers) {
      if (caller.person)
        found.push(...ofDay(mix(mix(root, dayMs / DAY_MS), caller.index), dayMs, caller, directory))
    }
  }
  return found.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs)
}

function ofDay(hash: number, dayMs: number, caller: Caller, directory: Directory): readonly Activity[] {
  const throws = dice(hash)
  const { team } = caller.account
  if (throws.share() > 0.5 * teamActivity(team, dayMs + 13 * HOUR_MS)) return []
  const startMs = dayMs + Math.floor((team.startHour + throws.share()) * HOUR_MS)
  const actor = {
    type: 'user_actor',
    user_id: caller.anthropicId,
    email_address: caller.person?.email,
    ip_address: `198.51.100.${10 + caller.index}`,
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
  }
  const entry = (type: string, atMs: number, fields: object): Activity => {
    const id = `activity_01${idText(mix(hash, atMs % 2 ** 31), 22)}`
    const body = {
      id,
      created_at: new Date(atMs).toISOString(),
      organization_id: 'org_01Northwind',
      organization_uuid: directory.organizationId,
      type,
      actor,
      ...fields,
    }
    return { id, type, atMs, body }
  }
  const deed = throws.share() < 0.1 ? throws.pick(deeds)(throws, caller) : null
  return [
    entry('user_signed_in', startMs, {}),
    ...(deed ? [entry(deed.type, startMs + Math.floor(3 * throws.share() * HOUR_MS) + 1, deed.fields)] : []),
  ]
}
