import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../analytics/contract/endpoints.ts'
import { permissions, type Role, roles, scopedRoles } from '../../analytics/contract/permissions.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { secretHash } from '../../workers/identity/tokens.ts'
import { type Person, people } from '../support/people.ts'
import { type Answer, type Json, type TestStack, testStack } from '../support/stack.ts'

type Listed = { method: string; path: string; permission: string | null; access: string; roles: string[] }

const memberReads = [
  'events:read',
  'analytics:read',
  'costs:read',
  'detectors:read',
  'policies:read',
  'reports:read',
  'alerts:read',
]

/** Role × permission as the product promises it; written by hand on purpose, so that a change is seen. */
const promised: Record<Role, readonly string[]> = {
  owner: [...permissions],
  admin: permissions.filter((one) => one !== 'org:delete'),
  analyst: [
    ...memberReads,
    'vendors:read',
    'credentials:read',
    'sinks:read',
    'api_keys:read',
    'audit:read',
    'usage_logs:read',
    'sql:run',
    'alerts:write',
    'reports:write',
    'process:run',
    'check:run',
  ],
  member: [...memberReads, 'policies:write', 'process:run', 'check:run', 'ingest:write'],
  viewer: memberReads,
  auditor: ['audit:read', 'audit:export', 'reports:read', 'usage_logs:read'],
}

/** What the templates give in their workspace or project and nowhere else. */
const promisedInPart: Record<(typeof scopedRoles)[number], readonly string[]> = {
  editor: [...promised.member, 'alerts:write', 'reports:write', 'workspaces:write'],
  viewer: memberReads,
}

/** The whole list, so that one that is added has to be promised to somebody. */
const permissionCount = 36

let stack: TestStack
let routes: Listed[]
let who: Record<Role | 'nobody' | 'inPart', Person>
let workspaceId: string
const key = 'afk_scopedkey001_oneScopeAndNothingElse0123456789'

beforeAll(async () => {
  stack = await testStack()
  const named = await people(
    stack,
    Object.fromEntries(roles.map((role) => [role, role])) as Record<Role, Role>,
  )
  const plain = await people(stack, { nobody: 'auditor', inPart: 'auditor' })
  who = { ...named, ...plain }
  const { owner } = named
  const empty = await owner.call('POST', '/api/v1/roles', { name: 'Nothing', permissions: [] })
  for (const { id } of Object.values(plain)) {
    await owner.call('PATCH', `/api/v1/orgs/me/users/${id}`, { role: String(empty.body.id) })
  }
  const workspace = await owner.call('POST', '/api/v1/workspaces', { name: 'Part' })
  workspaceId = String(workspace.body.id)
  const path = `/api/v1/workspaces/${workspaceId}/members/${plain.inPart.id}`
  expect((await owner.call('PUT', path, { role: 'viewer' })).status).toBe(200)
  const [organization] = await drizzle(stack.d1, { schema }).select().from(schema.organizations)
  await drizzle(stack.d1, { schema })
    .insert(schema.apiKeys)
    .values({
      id: 'scopedkey001',
      orgId: organization?.id ?? '',
      name: 'one scope',
      secretHash: await secretHash('oneScopeAndNothingElse0123456789'),
      scopes: ['vendors:read'],
      rateRequests: 10_000,
      rateWindowS: 60,
      createdAtMs: Date.now(),
    })
  routes = (await owner.call('GET', '/api/v1/permissions')).body.routes as Listed[]
})
afterAll(() => stack.end())

const isPublic = ({ access }: Listed): boolean => access.startsWith('public')
const closed = (): Listed[] => routes.filter((route) => !isPublic(route))
const nameOf = ({ method, path }: Listed): string => `${method} ${path}`

/** Called last, or they would end the session that calls the others. */
const ending = ['POST /auth/logout']
const inOrder = (): Listed[] =>
  closed().toSorted((a, b) => ending.indexOf(nameOf(a)) - ending.indexOf(nameOf(b)))

/** Whether a call was refused for want of the route's permission, whatever else it may be refused for. */
const isRefused = ({ status, body }: Answer, { permission }: Listed): boolean =>
  status === 403 && String(body.detail ?? body.message).startsWith(`This needs the permission ${permission}`)

/** Parameters that name nothing, so that who may call changes nothing. */
const address = ({ path }: Listed): string => `/api/v1${path.replace(/:\w+/g, 'nothing-of-this-name')}`
/** A body of no shape: judged only after the caller was let in. */
const bodyFor = ({ method }: Listed): Json | undefined =>
  method === 'GET' ? undefined : { unknown: 'field' }

describe('the promised table', () => {
  it('is what GET /permissions says of every role', async () => {
    const { body } = await who.owner.call('GET', '/api/v1/permissions')
    const listed = (body.roles as { id: string; type: string; permissions: string[] }[]).map(
      ({ id, type, permissions }) => [type, id, permissions.toSorted()],
    )
    for (const role of roles)
      expect(listed).toContainEqual(['built_in', role, [...promised[role]].toSorted()])
    for (const role of scopedRoles)
      expect(listed).toContainEqual(['template', role, [...promisedInPart[role]].toSorted()])
    expect(permissions).toHaveLength(permissionCount)
  })

  it('has every endpoint of the contract in it, each with a rule or the reason why it is public', () => {
    const names = routes.map(nameOf)
    expect(new Set(names).size).toBe(names.length)
    const served = Object.keys(endpoints).filter((name) => names.includes(name))
    expect(served.length).toBeGreaterThan(40)
    for (const route of routes) {
      const named = [nameOf(route), route.permission !== null, route.access === 'signed in', isPublic(route)]
      expect(named.filter((each) => each === true)).toHaveLength(1)
      if (isPublic(route))
        expect([nameOf(route), route.access.length > 'public: '.length + 10]).toEqual([nameOf(route), true])
    }
  })

  it('names for every route the roles whose permissions hold it', () => {
    for (const route of closed()) {
      const may = roles.filter(
        (role) => route.permission === null || promised[role].includes(route.permission),
      )
      const builtIn = route.roles.filter((role) => (roles as readonly string[]).includes(role))
      expect([nameOf(route), builtIn]).toEqual([nameOf(route), may])
    }
  })
})

describe('every route', () => {
  it('refuses a caller without proof', async () => {
    for (const route of closed()) {
      const answer = await stack.call(route.method, address(route), { key: null })
      expect([nameOf(route), answer.status]).toEqual([nameOf(route), 401])
    }
  })

  it.each(roles.map((role) => [role]))('lets %s in exactly where it is promised', async (role) => {
    for (const route of inOrder()) {
      const answer = await who[role].call(route.method, address(route), bodyFor(route))
      const may = route.permission === null || promised[role].includes(route.permission)
      expect([role, nameOf(route), isRefused(answer, route)]).toEqual([role, nameOf(route), !may])
      if (may)
        expect([role, nameOf(route), answer.status < 500 && answer.status !== 401]).toEqual([
          role,
          nameOf(route),
          true,
        ])
    }
  })

  it('refuses a member whose role holds nothing', async () => {
    for (const route of closed().filter(({ permission }) => permission !== null)) {
      const answer = await who.nobody.call(route.method, address(route), bodyFor(route))
      expect([nameOf(route), isRefused(answer, route)]).toEqual([nameOf(route), true])
    }
  })

  it('lets the viewer of one workspace in only where it asks for the place itself', async () => {
    for (const route of closed().filter(({ permission }) => permission !== null)) {
      const answer = await who.inPart.call(route.method, address(route), bodyFor(route))
      const may =
        route.access === 'where the permission holds' &&
        promisedInPart.viewer.includes(route.permission ?? '')
      expect([nameOf(route), isRefused(answer, route)]).toEqual([nameOf(route), !may])
    }
    const { body } = await who.inPart.call('GET', '/api/v1/workspaces')
    expect((body.items as Json[]).map(({ id }) => id)).toEqual([workspaceId])
  })

  it('lets a key with one scope in with that scope and no other', async () => {
    for (const route of closed().filter(({ permission }) => permission !== null)) {
      const body = bodyFor(route)
      const answer = await stack.call(route.method, address(route), { key, ...(body ? { body } : {}) })
      expect([nameOf(route), isRefused(answer, route)]).toEqual([
        nameOf(route),
        route.permission !== 'vendors:read',
      ])
    }
  })
})
