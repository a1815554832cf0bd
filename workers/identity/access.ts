import { type Permission, permissions, type ScopeType } from '../../analytics/contract/permissions.ts'
import type { Reach } from '../../analytics/reach.ts'

/** Where something is, from the organization inwards. `resource` is `<resource>/<id>`. */
export type Location = {
  workspaceId?: string | null
  projectId?: string | null
  resource?: string | null
}

/** One permission given or taken. Units: `expiresAtMs` null is for good. */
export type Rule = {
  effect: 'allow' | 'deny'
  permission: Permission
  scopeType: ScopeType
  scopeId: string
  expiresAtMs: number | null
}

/** What one caller may do, compiled once for a version of the grants. */
export type Access = {
  /** A denial on any scope that covers the place wins; else an allowance on any of them suffices. */
  may(permission: Permission, at: Location, nowMs: number): boolean
  /** Null when it holds nowhere. */
  reach(permission: Permission, nowMs: number): Reach | null
  /** What holds in the whole organization. */
  everywhere(nowMs: number): Permission[]
  /** When the next allowance or denial of a permission runs out; infinite when none will. */
  holdsUntilMs(permission: Permission, nowMs: number): number
}

/** Units: until when the allowance and the denial hold; 0 is never. */
type Word = { scopeType: ScopeType; scopeId: string; allowUntilMs: number; denyUntilMs: number }

const whole = 'organization'

/** Compiles what a role gives in the whole organization, and every single rule beside it. */
export function accessOf(given: Iterable<Permission>, rules: readonly Rule[]): Access {
  const words = new Map<Permission, Map<string, Word>>()
  const add = (rule: Omit<Rule, 'expiresAtMs'>, untilMs: number): void => {
    const { permission, scopeType, scopeId, effect } = rule
    const scope = scopeType === 'organization' ? whole : `${scopeType}:${scopeId}`
    const scopes = words.get(permission) ?? new Map<string, Word>()
    const word = scopes.get(scope) ?? { scopeType, scopeId, allowUntilMs: 0, denyUntilMs: 0 }
    if (effect === 'allow') word.allowUntilMs = Math.max(word.allowUntilMs, untilMs)
    else word.denyUntilMs = Math.max(word.denyUntilMs, untilMs)
    scopes.set(scope, word)
    words.set(permission, scopes)
  }
  for (const permission of given)
    add({ effect: 'allow', permission, scopeType: 'organization', scopeId: '' }, Number.POSITIVE_INFINITY)
  for (const rule of rules) add(rule, rule.expiresAtMs ?? Number.POSITIVE_INFINITY)

  const may = (permission: Permission, at: Location, nowMs: number): boolean => {
    const scopes = words.get(permission)
    if (!scopes) return false
    let isAllowed = false
    for (const scope of scopesOf(at)) {
      const word = scopes.get(scope)
      if (!word) continue
      if (word.denyUntilMs > nowMs) return false
      if (word.allowUntilMs > nowMs) isAllowed = true
    }
    return isAllowed
  }

  const reach = (permission: Permission, nowMs: number): Reach | null => {
    const scopes = words.get(permission)
    if (!scopes) return null
    if ((scopes.get(whole)?.denyUntilMs ?? 0) > nowMs) return null
    const allowed = { organization: [], workspace: [], project: [], resource: [] } as Record<
      ScopeType,
      string[]
    >
    const denied = { organization: [], workspace: [], project: [], resource: [] } as Record<
      ScopeType,
      string[]
    >
    for (const { scopeType, scopeId, allowUntilMs, denyUntilMs } of scopes.values()) {
      if (denyUntilMs > nowMs) denied[scopeType].push(scopeId)
      else if (allowUntilMs > nowMs) allowed[scopeType].push(scopeId)
    }
    const found: Reach = {
      isWhole: allowed.organization.length > 0,
      workspaceIds: allowed.workspace,
      projectIds: allowed.project,
      resources: allowed.resource,
      exceptWorkspaceIds: denied.workspace,
      exceptProjectIds: denied.project,
      exceptResources: denied.resource,
    }
    const isSomewhere =
      found.isWhole || found.workspaceIds.length + found.projectIds.length + found.resources.length > 0
    return isSomewhere ? found : null
  }

  const holdsUntilMs = (permission: Permission, nowMs: number): number =>
    [...(words.get(permission)?.values() ?? [])]
      .flatMap(({ allowUntilMs, denyUntilMs }) => [allowUntilMs, denyUntilMs])
      .reduce(
        (soonest, untilMs) => (untilMs > nowMs && untilMs < soonest ? untilMs : soonest),
        Number.POSITIVE_INFINITY,
      )

  return {
    may,
    reach,
    holdsUntilMs,
    everywhere: (nowMs) => permissions.filter((permission) => may(permission, {}, nowMs)),
  }
}

function scopesOf({ workspaceId, projectId, resource }: Location): string[] {
  return [
    whole,
    ...(workspaceId ? [`workspace:${workspaceId}`] : []),
    ...(projectId ? [`project:${projectId}`] : []),
    ...(resource ? [`resource:${resource}`] : []),
  ]
}

/** The same access, for a proof that carries no more than some of the permissions. */
export function narrowed(access: Access, to: readonly Permission[]): Access {
  const carried = new Set(to)
  return {
    may: (permission, at, nowMs) => carried.has(permission) && access.may(permission, at, nowMs),
    reach: (permission, nowMs) => (carried.has(permission) ? access.reach(permission, nowMs) : null),
    holdsUntilMs: (permission, nowMs) => access.holdsUntilMs(permission, nowMs),
    everywhere: (nowMs) => access.everywhere(nowMs).filter((permission) => carried.has(permission)),
  }
}
