import type { Permission, Resource } from '../../analytics/contract/permissions.ts'
import { coversPlaces, isComplete } from '../../analytics/reach.ts'
import type { Access } from '../identity/access.ts'

/** What of a declared route decides who is let in. */
type Declared = {
  name: string
  permission: Permission | null
  scoped: boolean
  resource: Resource | null
}

/**
 * Whether a route lets somebody in who holds its permission in this way. A scoped route takes a permission in any part,
 * since it asks for the place itself. A route that names one resource goes by what holds on it. A list shows
 * everything, so that nothing may be excepted; a write outside of any part is not held back by a denial on one thing.
 */
export function admits(
  route: Declared,
  params: Record<string, string>,
  access: Access,
  nowMs: number,
): boolean {
  if (route.permission === null) return true
  const reach = access.reach(route.permission, nowMs)
  if (reach === null) return false
  if (route.resource !== null) {
    const resource = `${route.resource}/${Object.values(params).at(-1) ?? ''}`
    if (!access.may(route.permission, { resource }, nowMs))
      return route.scoped && !reach.exceptResources.includes(resource)
    return route.scoped || coversPlaces(reach) || reach.resources.includes(resource)
  }
  if (route.scoped) return true
  return route.name.startsWith('GET ') ? isComplete(reach) : coversPlaces(reach)
}
