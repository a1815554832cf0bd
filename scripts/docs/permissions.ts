import {
  type Permission,
  permissions,
  privilegedPermissions,
  type Role,
  resources,
  roles,
  scopedRoles,
} from '../../analytics/contract/permissions.ts'
import { rulesOf } from '../../workers/http/rules.ts'
import { permissionsOfRole, permissionsOfScopedRole } from '../../workers/identity/roles.ts'
import { document } from './document.ts'
import { table } from './table.ts'
import './worker-modules.ts'

/** By address, since what a Worker imports does not compile for Node. */
const routesUrl = new URL('../../workers/routes/index.ts', import.meta.url).href

const mark = (has: boolean): string => (has ? 'yes' : '')

const columns: readonly { label: string; holds: readonly Permission[] }[] = [
  ...roles.map((role) => ({ label: role, holds: permissionsOfRole[role] })),
  ...scopedRoles.map((role) => ({ label: `${role} of a part`, holds: permissionsOfScopedRole[role] })),
]

const permissionTable = (): string =>
  table(
    ['permission', ...columns.map(({ label }) => label), 'privileged'],
    permissions.map((one) => [
      `\`${one}\``,
      ...columns.map(({ holds }) => mark(holds.includes(one))),
      mark(privilegedPermissions.includes(one)),
    ]),
  )

const resourceTable = (): string =>
  table(
    ['resource', 'permissions'],
    Object.entries(resources).map(([name, names]) => [
      `\`${name}/<id>\``,
      names.map((one) => `\`${one}\``).join(', '),
    ]),
  )

/** Who may do what, from the roles and the routes as they are declared. */
export const permissionsPage = document({
  path: 'docs/permissions.md',
  async render() {
    const { routes } = (await import(routesUrl)) as { routes: Parameters<typeof rulesOf>[0] }
    const holders = roles.map((id: Role) => ({ id, permissions: permissionsOfRole[id] }))
    const rules = rulesOf(routes, holders).toSorted((a, b) =>
      a.path === b.path ? a.method.localeCompare(b.method) : a.path.localeCompare(b.path),
    )
    return `# Who may do what

Made by \`npm run docs\` from the roles and routes as they are declared; \`GET /permissions\` answers the same tables with
the organization's own roles in them.

## Roles and permissions

A role holds in the whole organization; editor and viewer are given in a single workspace or project. A privileged
permission that is granted alone waits until another person approves it.

${permissionTable()}

## How access is judged

- A permission of the organization holds in its workspaces, and one of a workspace in its projects. A denial on any of
  them wins over every allowance further in or out.
- A route takes its permission in the whole organization, or, where the table says so, in the part that the request is
  about. Lists of events, workspaces and projects show the part that one may read and nothing else. Figures from
  rollups need the whole organization, since a rollup does not know workspaces.
- Nobody gives what they lack, in a place of which any part is denied to them, or for longer than they hold it; nobody
  grants to themselves, raises their own role, or touches somebody whose role holds more. What people may do is given by
  people, never by a key.
- A privileged grant is requested by one person and approved by another who could give it; neither whoever asked nor
  whom it is for can approve it. A request runs out after seven days, a grant when it says.
- An owner is denied nothing; the last owner stays. Only an owner makes or unmakes owners, hands the ownership over, or
  deletes the organization.
- Events pushed by whoever may push into one workspace or project only are stamped with it; a batch that names another
  place is refused as a whole with 403.

## Single resources

A grant or a denial may name one of these:

${resourceTable()}

## Routes and roles

${table(
  ['route', 'permission', 'how far', ...roles],
  rules.map(({ method, path, permission, access, roles: may }) => [
    `\`${method} ${path}\``,
    permission === null ? '' : `\`${permission}\``,
    access,
    ...roles.map((role) => mark(may.includes(role))),
  ]),
)}
`
  },
})
