import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, roles } from '../../analytics/contract/permissions.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { seedUser } from '../../scripts/embedded/seed.ts'
import { secretHash } from '../../workers/identity/tokens.ts'
import { type Browser, type TestStack, testStack, until } from '../support/stack.ts'

type Document = { paths: Record<string, Record<string, { 'x-permission': string }>> }
type Listed = { method: string; path: string; access: string }

/** Role × permission as the product promises it; written by hand on purpose, so that a change is seen. */
const promised: Record<Role, readonly string[]> = {
  owner: ['*'],
  admin: ['*'],
  analyst: [
    'events:read',
    'analytics:read',
    'detectors:read',
    'vendors:read',
    'credentials:read',
    'check:run',
    'process:run',
  ],
  member: ['events:read', 'analytics:read', 'detectors:read', 'ingest:write', 'check:run', 'process:run'],
  viewer: ['events:read', 'analytics:read', 'detectors:read'],
  auditor: [],
}

const password = 'a-password-for-tests'
const mark = 'MARK-of-the-other-organization'
const otherOrg = 'other-organization'
const otherKey = 'afk_0123456789ab_otherOrganizationSecret0123456789'

let stack: TestStack
let routes: Listed[]
const browsers = new Map<Role, Browser>()

beforeAll(async () => {
  stack = await testStack({ demoPassword: password })
  const db = drizzle(stack.d1, { schema })
  const nowMs = Date.now()
  const [demo] = await db.select().from(schema.organizations)
  for (const role of roles) {
    const email = `${role}@roles.test`
    await seedUser(db, { orgId: demo?.id ?? '', email, name: role, role, password, nowMs })
    browsers.set(role, await stack.signIn(email))
  }
  await db.insert(schema.organizations).values({
    id: otherOrg,
    name: mark,
    region: 'us',
    plan: 'pro',
    createdAtMs: nowMs,
  })
  await seedUser(db, {
    orgId: otherOrg,
    email: 'owner@other.test',
    name: mark,
    role: 'owner',
    password,
    nowMs,
  })
  await db.insert(schema.apiKeys).values({
    id: '0123456789ab',
    orgId: otherOrg,
    name: mark,
    secretHash: await secretHash('otherOrganizationSecret0123456789'),
    scopes: ['ingest:write', 'events:read', 'analytics:read'],
    createdAtMs: nowMs,
    expiresAtMs: null,
    revokedAtMs: null,
  })
  await db.insert(schema.credentials).values({
    id: 'other-credential',
    orgId: otherOrg,
    vendorId: 'openai',
    label: mark,
    kind: 'admin_key',
    hint: mark,
    secretEnvelope: 'v1.none',
    accountRef: null,
    status: 'active',
    createdAtMs: nowMs,
  })
  await db.insert(schema.collectorRuns).values({
    id: 'other-run',
    orgId: otherOrg,
    vendorId: 'openai',
    credentialId: 'other-credential',
    stream: 'usage',
    status: 'failed',
    pulled: 0,
    errors: 1,
    errorMessage: mark,
    startedAtMs: nowMs,
    finishedAtMs: nowMs,
  })
  const pushed = await stack.call('POST', '/api/v1/ingest/llm', {
    key: otherKey,
    body: {
      events: [{ id: 'other-event', model_name: mark, prompt: `${mark} SSN 536-90-4399`, actor_id: mark }],
    },
  })
  expect(pushed.body).toMatchObject({ ingested: 1 })
  await stack.ingest([{ id: 'own-event', model_name: 'own', prompt: 'SSN 536-90-4399' }])
  await until(
    () => stack.call('GET', '/api/v1/events/other-event', { key: otherKey }),
    ({ status }) => status === 200,
  )
  const document = (await stack.call('GET', '/api/v1/openapi.json', { key: null }))
    .body as unknown as Document
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation['x-permission'],
    })),
  )
})
afterAll(() => stack.end())

/** A path with every parameter filled in with an id of the other organization. */
const address = (path: string): string =>
  `/api/v1${path.replace('{credential_id}', 'other-credential').replace('{id}', 'other-event')}`

const needsCaller = ({ access }: Listed): boolean => !access.startsWith('public')

describe('every route and every role', () => {
  it('knows all routes of the contract', () => {
    expect(routes.length).toBeGreaterThan(18)
  })

  it('refuses a caller without proof, unless it says why it is public', async () => {
    for (const route of routes.filter(needsCaller)) {
      const answer = await stack.call(route.method, address(route.path), { key: null })
      expect([route.path, answer.status]).toEqual([route.path, 401])
    }
    for (const { path, access } of routes.filter((route) => !needsCaller(route))) {
      expect([path, access.length]).toEqual([path, expect.any(Number)])
      expect(access.length).toBeGreaterThan('public: '.length + 10)
    }
  })

  it.each(roles.map((role) => [role]))('lets %s do exactly what is promised', async (role) => {
    const browser = browsers.get(role) as Browser
    const body = { events: [{ model_name: 'm', prompt: `by ${role}` }] }
    for (const route of routes.filter(needsCaller)) {
      if (route.path === '/auth/logout') continue
      const answer = await browser.call(
        route.method,
        address(route.path),
        route.method === 'GET' ? undefined : body,
      )
      const may =
        route.access === 'signed in' || promised[role].includes('*') || promised[role].includes(route.access)
      expect([role, route.method, route.path, answer.status === 403]).toEqual([
        role,
        route.method,
        route.path,
        !may,
      ])
      if (may) expect(answer.status).not.toBe(401)
    }
  })
})

describe('two organizations', () => {
  it('never show each other anything, on any route, by id or by list', async () => {
    const owner = browsers.get('owner') as Browser
    for (const route of routes) {
      if (route.method !== 'GET' || route.path === '/ws/events' || route.path === '/metrics') continue
      const answer = await owner.call('GET', address(route.path))
      expect([route.path, JSON.stringify(answer.body).includes(mark)]).toEqual([route.path, false])
    }
  })

  it('find nothing of each other by any filter', async () => {
    const owner = browsers.get('owner') as Browser
    for (const filter of [
      `model=${mark}`,
      `actor_id=${mark}`,
      `q=${mark}`,
      'only_violations=true&limit=200',
    ]) {
      const { body } = await owner.call('GET', `/api/v1/events?${filter}`)
      expect(JSON.stringify(body)).not.toContain(mark)
    }
    expect((await owner.call('GET', '/api/v1/events/other-event')).status).toBe(404)
    expect((await stack.call('GET', '/api/v1/events/own-event', { key: otherKey })).status).toBe(404)
  })

  it('cannot start each other’s collection', async () => {
    const owner = browsers.get('owner') as Browser
    expect((await owner.call('POST', '/api/v1/collector/sync/other-credential')).status).toBe(404)
  })

  it('may use the same event id without touching each other', async () => {
    const answer = await stack.ingest([{ id: 'other-event', model_name: 'mine', prompt: 'mine' }])
    expect(answer.body).toMatchObject({ ingested: 1, duplicates: 0 })
    const mine = await until(
      () => stack.call('GET', '/api/v1/events/other-event'),
      ({ status }) => status === 200,
    )
    const theirs = await stack.call('GET', '/api/v1/events/other-event', { key: otherKey })
    expect([mine.body.model, theirs.body.model]).toEqual(['mine', mark])
  })

  it('count only their own in every figure', async () => {
    const { body } = await stack.call('GET', '/api/v1/dashboard/overview', { key: otherKey })
    expect(body).toMatchObject({ events_7d: 1, violations_7d: 1 })
  })
})
