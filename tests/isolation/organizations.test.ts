import { readdirSync } from 'node:fs'
import { createClient } from '@clickhouse/client'
import { getTableColumns, getTableName } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { z } from 'zod'
import { endpoints } from '../../analytics/contract/endpoints.ts'
import type { Query } from '../../analytics/query.ts'
import { sampleOf } from '../support/sample.ts'
import { type Json, until } from '../support/stack.ts'
import {
  mark,
  otherKey,
  otherOrg,
  type TwoOrganizations,
  tables,
  tablesOfNobody,
  twoOrganizations,
  vendorMark,
} from '../support/two-organizations.ts'

type Shapes = { body?: z.ZodType; query?: z.ZodObject }
type Listed = { method: string; path: string; access: string }

let both: TwoOrganizations
let routes: Listed[]
let ownOrgId: string

beforeAll(async () => {
  both = await twoOrganizations()
  const { body } = await both.owner.call('GET', '/api/v1/permissions')
  routes = (body.routes as Listed[]).filter(({ access }) => !access.startsWith('public'))
  ownOrgId = String((await both.owner.call('GET', '/api/v1/orgs/me')).body.id)
})
afterAll(() => both.stack.end())

/**
 * Routes that would end what the others need, that speak of the caller alone, or whose path names what the caller makes
 * up: a model of any name may be given a profile.
 */
const apart = new Set(['POST /auth/logout', 'PUT /models/profiles/:model'])
const shapesOf = ({ method, path }: Listed): Shapes =>
  (endpoints as Record<string, Shapes>)[`${method} ${path}`] ?? {}
const hasMark = (text: string): boolean => text.includes(mark) || text.includes(vendorMark)

/** A path for every foreign thing that its parameters may name. */
function addressesOf({ path }: Listed): string[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const choices = names.map((name) => [both.foreign[name] ?? both.foreign.id].flat())
  const most = Math.max(1, ...choices.map(({ length }) => length))
  return Array.from({ length: most }, (_, index) =>
    names.reduce(
      (filled, name, at) =>
        filled.replace(
          `:${name}`,
          encodeURIComponent(choices[at]?.[index % (choices[at]?.length ?? 1)] ?? ''),
        ),
      `/api/v1${path}`,
    ),
  )
}

/** Fields of a body that name a thing or a person. */
const foreignOf = (name: string): string | undefined => {
  const value = both.foreign[name]
  return name === 'id' || value === undefined ? undefined : String(value)
}

/** Tables whose rows hold numbers alone. */
const withoutText = ['stream_spreads']

describe('the other organization', () => {
  it('has a marked row in every table of the schema that belongs to organizations', async () => {
    const rows = JSON.parse(await both.otherRows()) as [string, string[]][]
    expect(rows.filter(([, all]) => all.length === 0)).toEqual([])
    const unmarked = rows.filter(([, all]) => !all.some(hasMark)).map(([name]) => name)
    expect(unmarked).toEqual(withoutText)
    const ofNobody = tables.filter((table) => !('orgId' in getTableColumns(table))).map(getTableName)
    expect(ofNobody.toSorted()).toEqual(Object.keys(tablesOfNobody).toSorted())
  })

  it('sees its marks itself, so that a mark that crosses would be seen', async () => {
    for (const path of [
      '/events',
      '/usage-logs',
      '/team',
      '/workspaces',
      '/projects',
      '/roles',
      '/permissions',
      '/keys',
      '/orgs/me',
    ]) {
      const { body } = await both.other.call('GET', `/api/v1${path}`)
      expect([path, hasMark(JSON.stringify(body))]).toEqual([path, true])
    }
  })
})

describe('no mark crosses', () => {
  it('by any route that reads, whatever id it is asked for', async () => {
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      for (const address of addressesOf(route)) {
        const { status, body } = await both.owner.call('GET', address)
        const isNamed = route.path.includes(':')
        expect([address, isNamed ? [403, 404, 422].includes(status) : status < 500]).toEqual([address, true])
        const answered = JSON.stringify(body)
        expect([address, hasMark(answered) || answered.includes(otherOrg)]).toEqual([address, false])
      }
    }
  })

  it('by any filter of any list', async () => {
    let asked = 0
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const { query } = shapesOf(route)
      for (const name of Object.keys(query?.shape ?? {})) {
        for (const value of [foreignOf(name) ?? mark, mark, otherOrg]) {
          const [address = ''] = addressesOf(route)
          const { status, body } = await both.owner.call(
            'GET',
            `${address}?${name}=${encodeURIComponent(value)}`,
          )
          asked += 1
          expect([address, name, status < 500]).toEqual([address, name, true])
          const { items } = body as { items?: Json[] }
          expect([address, name, hasMark(JSON.stringify(items ?? {}))]).toEqual([address, name, false])
        }
      }
    }
    expect(asked).toBeGreaterThan(60)
  })

  /** Answers without any text of the sender: each organization has one event, so that a sum of both would show. */
  const figuresAlone = new Set([
    'inspection-days',
    'rescan-scope',
    'coverage',
    'timeline-raw',
    'timeline-hourly',
    'timeline-daily',
    'risk-labels',
    'events-per-day',
    'filter-days',
  ])
  /** Figures of one model alone, which only the other organization has. */
  const figuresOfOne = new Set(['model-hours'])
  /** Moments of one event alone. */
  const momentsAlone = new Set(['event-times'])
  /** Counts of what was collected: only the other organization has a line of cost. */
  const countsAlone = new Set(['pipeline-counts'])

  it('by any question to ClickHouse', async () => {
    const folder = new URL('../../analytics/queries/', import.meta.url)
    const files = readdirSync(folder).filter((name) => !name.includes('.test.'))
    const client = createClient({
      ...both.stack.clickHouse,
      clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
    })
    const params = {
      nowMs: Date.now(),
      id: 'other-event',
      after: null,
      rows: 100,
      part: null,
      table: 'quarantined',
      perKey: 5,
      from: '2026-01-01',
      to: '2099-01-01',
      vendorId: null,
      sinceMs: 0,
      untilMs: Date.now() + 86_400_000,
      ids: ['other-event', mark],
      credentialId: mark,
      stream: mark,
      only: null,
      eventId: null,
      groups: ['vendor', 'day'],
      span: { from: '2026-01-01', to: '2099-01-01' },
      before: null,
      fromMs: Date.parse('2026-01-01'),
      toMs: Date.now() + 3_600_000,
      stepS: 86_400,
      slice: { dimension: 'vendor', value: null },
      filters: {},
      facet: 'actor_id',
      dimension: 'actor',
      by: 'tokens',
      days: 7,
      model: mark,
      models: [mark, 'own'],
      features: 100,
    }
    try {
      for (const file of files) {
        const unit = (await import(new URL(file, folder).href)) as Record<string, Query<typeof params, Json>>
        for (const question of Object.values(unit).filter(
          (each) => typeof each === 'object' && 'tier' in each,
        )) {
          const ask = async (orgId: string) => {
            const { sql, bound } = question.sql(params)
            const result = await client.query({
              query: sql,
              query_params: { ...bound, org_id: orgId },
              format: 'JSONEachRow',
            })
            return JSON.stringify(await result.json())
          }
          expect([question.name, hasMark(await ask(ownOrgId))]).toEqual([question.name, false])
          const theirs = await ask(otherOrg)
          if (countsAlone.has(question.name)) {
            expect([theirs, await ask(ownOrgId)]).toEqual([
              expect.stringMatching(/"cost_lines":"?1\b/),
              expect.stringMatching(/"cost_lines":"?0\b/),
            ])
            continue
          }
          if (momentsAlone.has(question.name)) {
            expect([theirs, await ask(ownOrgId)]).toEqual([expect.stringContaining('"minute_ms":'), '[]'])
            continue
          }
          if (figuresOfOne.has(question.name)) {
            expect([theirs, await ask(ownOrgId)]).toEqual([expect.stringContaining('"events":1'), '[]'])
            continue
          }
          if (figuresAlone.has(question.name)) {
            expect([theirs, await ask(ownOrgId)]).toEqual([
              expect.stringContaining('"events":1'),
              expect.stringContaining('"events":1'),
            ])
          } else expect([question.name, hasMark(theirs)]).toEqual([question.name, true])
        }
      }
    } finally {
      await client.close()
    }
    expect(files.length).toBeGreaterThan(3)
  })

  it('by the live stream', async () => {
    const seen: string[] = []
    let greeted = 0
    const watch = (token: string, sink: string[]) => {
      const socket = new WebSocket(`${both.stack.url.replace('http', 'ws')}/ws/events?token=${token}`)
      socket.on('message', (data) => {
        greeted += String(data).includes('"hello"') ? 1 : 0
        sink.push(String(data))
      })
      return socket
    }
    const theirs: string[] = []
    const sockets = [watch(both.stack.apiKey, seen), watch(otherKey, theirs)]
    await until(
      () => greeted,
      (count) => count === 2,
    )
    await both.stack.call('POST', '/api/v1/ingest/llm', {
      key: otherKey,
      body: { events: [{ id: 'other-live', model_name: mark, prompt: mark }] },
    })
    await until(
      () => theirs.some(hasMark),
      (isSeen) => isSeen,
    )
    // Whatever came into their own stream before this one is shown before it.
    await both.stack.ingest([{ id: 'own-live', model_name: 'own', prompt: 'own' }])
    await until(
      () => seen.some((frame) => frame.includes('own-live')),
      (isSeen) => isSeen,
    )
    expect(seen.some(hasMark)).toBe(false)
    for (const socket of sockets) socket.close()
  })
})

describe('nothing of the other organization changes', () => {
  it('by any route that writes, whatever ids stand in its path and its body', async () => {
    const before = await both.otherRows()
    let written = 0
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      if (apart.has(`${route.method} ${route.path}`)) continue
      const { body: shape } = shapesOf(route)
      const body = shape ? sampleOf(shape, foreignOf) : undefined
      const addresses = addressesOf(route)
      const answers = await Promise.all(
        addresses.map((address) => both.owner.call(route.method, address, body)),
      )
      for (const [index, answer] of answers.entries()) {
        const address = addresses[index]
        written += 1
        expect([route.method, address, answer.status < 500]).toEqual([route.method, address, true])
        if (route.path.includes(':'))
          expect([route.method, address, answer.status >= 400]).toEqual([route.method, address, true])
        const isSeen = hasMark(JSON.stringify(answer.body))
        expect([route.method, address, isSeen]).toEqual([route.method, address, false])
      }
    }
    expect(written).toBeGreaterThan(200)
    expect(await both.otherRows()).toBe(before)
  })

  it.each([
    ['POST', '/projects', { name: 'n', workspace_id: `${mark}-workspaces` }, 404],
    ['PUT', '/team', { user_id: 'OTHER', role: 'viewer' }, 404],
    ['POST', '/orgs/me/ownership', { user_id: 'OTHER' }, 404],
    ['PATCH', '/orgs/me/users/OWN', { role: `${mark}-custom_roles` }, 422],
    [
      'POST',
      '/permissions',
      { subject_type: 'user', subject_id: 'OTHER', permission: 'sql:run', reason: 'r' },
      404,
    ],
    [
      'POST',
      '/permissions',
      { subject_type: 'api_key', subject_id: '0123456789ab', permission: 'sql:run', reason: 'r' },
      404,
    ],
    [
      'POST',
      '/permissions',
      {
        subject_type: 'user',
        subject_id: 'OWN',
        permission: 'sql:run',
        reason: 'r',
        scope_type: 'workspace',
        scope_id: `${mark}-workspaces`,
      },
      404,
    ],
    [
      'POST',
      '/permissions',
      {
        subject_type: 'user',
        subject_id: 'OWN',
        permission: 'sql:run',
        reason: 'r',
        scope_type: 'project',
        scope_id: `${mark}-projects`,
      },
      404,
    ],
    [
      'POST',
      '/permissions',
      {
        subject_type: 'user',
        subject_id: 'OWN',
        permission: 'sync:run',
        reason: 'r',
        scope_type: 'resource',
        scope_id: `credential/${mark}-credentials`,
      },
      404,
    ],
    [
      'POST',
      '/permissions',
      { subject_type: 'user', subject_id: 'OWN', permission: 'sql:run', reason: 'r', scope_id: otherOrg },
      404,
    ],
  ] as const)('by %s %s with an id of theirs in %j', async (method, path, body, expected) => {
    const { results } = await both.stack.d1
      .prepare(`SELECT user_id AS id FROM memberships WHERE org_id = ? AND role <> 'owner' LIMIT 1`)
      .bind(ownOrgId)
      .all<{ id: string }>()
    const filled = (text: string) => text.replace('OTHER', both.other.id).replace('OWN', results[0]?.id ?? '')
    const answer = await both.owner.call(
      method,
      `/api/v1${filled(path)}`,
      JSON.parse(filled(JSON.stringify(body))),
    )
    expect([answer.status, hasMark(JSON.stringify(answer.body))]).toEqual([expected, false])
  })
})

describe('two organizations', () => {
  it('may use the same event id without touching each other', async () => {
    const answer = await both.stack.ingest([{ id: 'other-event', model_name: 'mine', prompt: 'mine' }])
    expect(answer.body).toMatchObject({ ingested: 1, duplicates: 0 })
    const mine = await until(
      () => both.stack.call('GET', '/api/v1/events/other-event'),
      ({ status }) => status === 200,
    )
    const theirs = await both.stack.call('GET', '/api/v1/events/other-event', { key: otherKey })
    expect([mine.body.model, theirs.body.model]).toEqual(['mine', mark])
  })

  it('count only their own in every figure', async () => {
    const { body } = await both.stack.call('GET', '/api/v1/dashboard/overview', { key: otherKey })
    expect(body).toMatchObject({ events_7d: 2 })
  })
})
