import { type Permission, permissions, type ScopeType } from '../../analytics/contract/permissions.ts'

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

/**
 * How far a permission reaches, for lists that cannot ask for each row: the whole organization or the named parts,
 * without the excepted ones.
 */
export type Reach = {
  isWhole: boolean
  workspaceIds: readonly string[]
  projectIds: readonly string[]
  resources: readonly string[]
  exceptWorkspaceIds: readonly string[]
  exceptProjectIds: readonly string[]
}

/** What one caller may do, compiled once for a version of the grants. */
export type Access = {
  /** A denial on any scope that covers the place wins; else an allowance on any of them suffices. */
  may(permission: Permission, at: Location, nowMs: number): boolean
  /** Null when it holds nowhere. */
  reach(permission: Permission, nowMs: number): Reach | null
  /** What holds in the whole organization. */
  everywhere(nowMs: number): Permission[]
}

/** Units: until when the allowance and the denial hold; 0 is never. */
type Word = { allowUntilMs: number; denyUntilMs: number }

const whole = 'organization'

/** Compiles what a role gives in the whole organization, and every single rule beside it. */
export function accessOf(given: Iterable<Permission>, rules: readonly Rule[]): Access {
  const words = new Map<Permission, Map<string, Word>>()
  const add = (permission: Permission, scope: string, effect: Rule['effect'], untilMs: number): void => {
    const scopes = words.get(permission) ?? new Map<string, Word>()
    const word = scopes.get(scope) ?? { allowUntilMs: 0, denyUntilMs: 0 }
    if (effect === 'allow') word.allowUntilMs = Math.max(word.allowUntilMs, untilMs)
    else word.denyUntilMs = Math.max(word.denyUntilMs, untilMs)
    scopes.set(scope, word)
    words.set(permission, scopes)
  }
  for (const permission of given) add(permission, whole, 'allow', Number.POSITIVE_INFINITY)
  for (const { permission, scopeType, scopeId, effect, expiresAtMs } of rules) {
    const scope = scopeType === 'organization' ? whole : `${scopeType}:${scopeId}`
    add(permission, scope, effect, expiresAtMs ?? Number.POSITIVE_INFINITY)
  }

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
    const ofWhole = scopes.get(whole)
    if (ofWhole && ofWhole.denyUntilMs > nowMs) return null
    const holding = (type: ScopeType, holds: (word: Word) => boolean): string[] =>
      [...scopes].flatMap(([scope, word]) =>
        scope.startsWith(`${type}:`) && holds(word) ? [scope.slice(type.length + 1)] : [],
      )
    const allowed = (word: Word): boolean => word.denyUntilMs <= nowMs && word.allowUntilMs > nowMs
    const denied = (word: Word): boolean => word.denyUntilMs > nowMs
    const found: Reach = {
      isWhole: ofWhole !== undefined && ofWhole.allowUntilMs > nowMs,
      workspaceIds: holding('workspace', allowed),
      projectIds: holding('project', allowed),
      resources: holding('resource', allowed),
      exceptWorkspaceIds: holding('workspace', denied),
      exceptProjectIds: holding('project', denied),
    }
    const isSomewhere =
      found.isWhole || found.workspaceIds.length + found.projectIds.length + found.resources.length > 0
    return isSomewhere ? found : null
  }

  return {
    may,
    reach,
    everywhere: (nowMs) => permissions.filter((permission) => may(permission, {}, nowMs)),
  }
}

/** Whether nothing of the organization is left out. */
export const isComplete = (reach: Reach): boolean =>
  reach.isWhole && reach.exceptWorkspaceIds.length + reach.exceptProjectIds.length === 0

function scopesOf({ workspaceId, projectId, resource }: Location): string[] {
  return [
    whole,
    ...(workspaceId ? [`workspace:${workspaceId}`] : []),
    ...(projectId ? [`project:${projectId}`] : []),
    ...(resource ? [`resource:${resource}`] : []),
  ]
}
