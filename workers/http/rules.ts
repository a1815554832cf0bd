import type { Permission } from '../../analytics/contract/permissions.ts'

/** A route and who may call it. `access` says how far the permission must reach, or why there is none. */
export type RouteRule = {
  method: string
  path: string
  summary: string
  permission: Permission | null
  access: string
  roles: string[]
}

/** What of a declared route the table tells. */
type Declared = {
  name: string
  summary: string
  permission: Permission | null
  public: string | null
  scoped: boolean
}

type Holder = { id: string; permissions: readonly Permission[] }

/** The table of routes and roles, from the declarations alone: a role is named where it may call everywhere. */
export function rulesOf(routes: readonly Declared[], roles: readonly Holder[]): RouteRule[] {
  return routes.map(({ name, summary, permission, public: isPublic, scoped }) => {
    const [method = '', path = ''] = name.split(' ')
    const holders = roles.filter((role) => permission === null || role.permissions.includes(permission))
    return { method, path, summary, permission, access: accessOf(), roles: holders.map(({ id }) => id) }

    function accessOf(): string {
      if (isPublic !== null) return `public: ${isPublic}`
      if (permission === null) return 'signed in'
      return scoped ? 'where the permission holds' : 'in the whole organization'
    }
  })
}
