import { describe, expect, it } from 'vitest'
import { forbidden, nowMs, pull, stream, vendorAt, window } from '../../../tests/support/anthropic-wire.ts'

const actor = {
  type: 'user_actor',
  email_address: 'dana@example.com',
  user_id: 'user_01Kc',
  ip_address: '198.51.100.23',
  user_agent: 'Mozilla/5.0',
}
const created = {
  id: 'activity_01Pq',
  created_at: '2026-11-19T13:22:05Z',
  organization_id: 'org_01Zx',
  organization_uuid: '9a1e',
  type: 'platform_api_key_created',
  actor,
  api_key_id: 'apikey_01Q7',
}
const list = (data: unknown[], more: object = {}) => ({
  data,
  has_more: false,
  first_id: 'a',
  last_id: 'z',
  ...more,
})

describe('Anthropic activity feed', () => {
  it('asks oldest first for the window', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: list([]) }))
    await stream('activity').pull(ctx, { fromMs: nowMs - 600_000, toMs: nowMs, page: 'activity_0' })
    expect(seen[0]?.pathname).toBe('/v1/compliance/activities')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toEqual({
      order: 'asc',
      'created_at.gte': '2026-11-20T12:20:15.500Z',
      'created_at.lt': '2026-11-20T12:30:15.500Z',
      limit: '1000',
      after_id: 'activity_0',
    })
  })

  it('reads an entry, with everything the vendor says of it', async () => {
    const { audit } = await pull('activity', list([created]))
    expect(audit).toEqual([
      {
        naturalKey: 'activity_01Pq',
        vendorId: 'anthropic',
        atMs: Date.parse('2026-11-19T13:22:05Z'),
        action: 'platform_api_key_created',
        actorRef: 'user_01Kc',
        actorEmail: 'dana@example.com',
        projectRef: null,
        targetType: 'api_key',
        targetRef: 'apikey_01Q7',
        outcome: null,
        address: '198.51.100.23',
        details: { actor, organization_id: 'org_01Zx', organization_uuid: '9a1e', api_key_id: 'apikey_01Q7' },
      },
    ])
  })

  it.each([
    [{ type: 'api_actor', api_key_id: 'apikey_2' }, 'apikey_2', null],
    [{ type: 'admin_api_key_actor', admin_api_key_id: 'apikey_3' }, 'apikey_3', null],
    [
      { type: 'unauthenticated_user_actor', unauthenticated_email_address: 'x@example.com' },
      null,
      'x@example.com',
    ],
    [{ type: 'scim_directory_sync_actor', directory_id: 'd' }, null, null],
    [{ type: 'actor_of_tomorrow', star: { id: 's' } }, null, null],
    [undefined, null, null],
  ])('knows the actor %j', async (who, actorRef, actorEmail) => {
    const { audit, skipped } = await pull('activity', list([{ ...created, actor: who }]))
    expect(skipped).toEqual([])
    expect(audit).toMatchObject([{ actorRef, actorEmail, details: { actor: who ?? null } }])
  })

  it('reads a type that nobody knows yet, in its workspace', async () => {
    const strange = { ...created, type: 'moon_landed', workspace_id: 'wrkspc_1', api_key_id: undefined }
    const { audit } = await pull('activity', list([strange]))
    expect(audit).toMatchObject([
      { action: 'moon_landed', projectRef: 'wrkspc_1', targetType: null, targetRef: null },
    ])
  })

  it('skips an entry without an id, a type or a moment, and keeps the rest', async () => {
    const bad = [{ id: undefined }, { type: 7 }, { created_at: 'yesterday' }].map((other) => ({
      ...created,
      ...other,
    }))
    const { audit, rows, skipped } = await pull('activity', list([...bad, created]))
    expect([audit.length, rows, skipped]).toEqual([1, 4, [{ reason: 'malformed_row', count: 3 }]])
  })

  it('goes on after the last id, and stops when that repeats', async () => {
    expect((await pull('activity', list([created], { has_more: true }))).nextPage).toBe('z')
    const { ctx } = await vendorAt(() => ({ body: list([], { has_more: true }) }))
    expect(await stream('activity').pull(ctx, { ...window, page: 'z' })).toMatchObject({
      failure: { tag: 'bad_json' },
    })
  })

  it('says which scope is missing', async () => {
    const { ctx } = await vendorAt(() => forbidden)
    expect(await stream('activity').pull(ctx, window)).toEqual({
      ok: false,
      failure: { tag: 'forbidden', detail: "Missing required scopes. Got: ['a'] Needed: ['b']" },
    })
  })
})
