import { describe, expect, it } from 'vitest'
import { nowMs, pull, stream, vendorAt, window } from '../../../tests/support/openai-wire.ts'

const session = {
  type: 'session',
  session: {
    user: { id: 'user-3fA81kQz', email: 'dana@example.com' },
    ip_address: '203.0.113.7',
    user_agent: 'Mozilla/5.0',
    ip_address_details: { country: 'DE', asn: '64500' },
  },
}
const created = {
  id: 'audit_log-a91f',
  type: 'api_key.created',
  effective_at: 1_795_170_000,
  project: { id: 'proj_9hQ2xTn4', name: 'Support bot' },
  actor: session,
  'api_key.created': { id: 'key_b7Lm20pX', data: { scopes: ['model.request'] } },
}
const list = (data: unknown[], hasMore = false) => ({
  body: { object: 'list', data, first_id: 'x', last_id: 'audit_log-last', has_more: hasMore },
})

describe('OpenAI audit log', () => {
  it('asks for the window, a hundred at a time, from where it was', async () => {
    const { ctx, seen } = await vendorAt(() => list([]))
    await stream('audit').pull(ctx, { fromMs: 1_500, toMs: nowMs, page: 'audit_log-1' })
    expect(seen[0]?.pathname).toBe('/v1/organization/audit_logs')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toEqual({
      'effective_at[gte]': '1',
      'effective_at[lt]': String(Math.ceil(nowMs / 1000)),
      limit: '100',
      after: 'audit_log-1',
    })
  })

  it('reads an entry, with everything the vendor says of it', async () => {
    const { audit } = await pull('audit', () => list([created]))
    expect(audit).toEqual([
      {
        naturalKey: 'audit_log-a91f',
        vendorId: 'openai',
        atMs: 1_795_170_000_000,
        action: 'api_key.created',
        actorRef: 'user-3fA81kQz',
        actorEmail: 'dana@example.com',
        projectRef: 'proj_9hQ2xTn4',
        targetType: 'api_key',
        targetRef: 'key_b7Lm20pX',
        outcome: null,
        address: '203.0.113.7',
        details: { actor: session, 'api_key.created': created['api_key.created'] },
      },
    ])
  })

  it.each([
    ['login.succeeded', 'success'],
    ['login.failed', 'failure'],
    ['logout.succeeded', 'success'],
    ['user.added', null],
  ])('knows the outcome of %s', async (type, outcome) => {
    const { audit } = await pull('audit', () => list([{ ...created, type }]))
    expect(audit).toMatchObject([{ outcome }])
  })

  it('reads a type that nobody knows yet, without a project, and an actor of a new kind', async () => {
    const strange = {
      id: 'a',
      type: 'moon.landed',
      effective_at: 5,
      actor: { type: 'robot', robot: { id: 'r' } },
    }
    const { audit, skipped } = await pull('audit', () => list([strange]))
    expect(skipped).toEqual([])
    expect(audit).toMatchObject([
      {
        action: 'moon.landed',
        actorRef: null,
        projectRef: null,
        targetRef: null,
        details: { actor: strange.actor },
      },
    ])
  })

  it.each([
    ['a user’s', { id: 'key_1', type: 'user', user: { id: 'user-1', email: 'a@example.com' } }, 'user-1'],
    [
      'a service account’s',
      { id: 'key_1', type: 'service_account', service_account: { id: 'svcacct-1' } },
      'svcacct-1',
    ],
    ['nobody’s', { id: 'key_1', type: 'user' }, 'key_1'],
  ])('names who holds %s key', async (_whose, api_key, actorRef) => {
    const { audit } = await pull('audit', () => list([{ ...created, actor: { type: 'api_key', api_key } }]))
    expect(audit).toMatchObject([{ actorRef }])
  })

  it('takes texts that are empty for none, and names a target by a type without a part', async () => {
    const actor = { ...session, session: { user: { id: '', email: '' }, ip_address: '' } }
    const entry = { ...created, type: 'merge', actor, merge: { id: 'target_1' }, project: { id: '' } }
    const { audit } = await pull('audit', () => list([entry]))
    expect(audit).toMatchObject([
      {
        actorRef: null,
        actorEmail: null,
        address: null,
        projectRef: null,
        targetType: 'merge',
        targetRef: 'target_1',
      },
    ])
  })

  it('has no target where the vendor names none, and keeps the answer as it came', async () => {
    const { audit, raw } = await pull('audit', () => list([{ ...created, 'api_key.created': { id: '' } }]))
    expect(audit).toMatchObject([{ targetType: null, targetRef: null }])
    expect(JSON.parse(raw)).toMatchObject({ last_id: 'audit_log-last', data: [{ id: 'audit_log-a91f' }] })
  })

  it('is refused when a page names itself as the next, and when it may not be read', async () => {
    const ask = async (reply: ReturnType<typeof list> | { status: number; body: unknown }) => {
      const { ctx } = await vendorAt(() => reply)
      return stream('audit').pull(ctx, { fromMs: 0, toMs: nowMs, page: 'audit_log-last' })
    }
    expect(await ask(list([created], true))).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
    expect(await ask({ status: 403, body: {} })).toMatchObject({ ok: false, failure: { tag: 'forbidden' } })
  })

  it('skips an entry without an id, a type or a time, and keeps the rest', async () => {
    const bad = ['id', 'type', 'effective_at'].map((name) => ({ ...created, [name]: undefined }))
    const { audit, rows, skipped } = await pull('audit', () => list([...bad, created]))
    expect([audit.length, rows, skipped]).toEqual([1, 4, [{ reason: 'malformed_row', count: 3 }]])
  })

  it('goes on while there is more, and not beyond the start of the window', async () => {
    const inside = { ...created, effective_at: Math.floor(window.fromMs / 1000) }
    const before = { ...created, effective_at: Math.floor(window.fromMs / 1000) - 1 }
    expect((await pull('audit', () => list([inside], true))).nextPage).toBe('audit_log-last')
    expect((await pull('audit', () => list([inside], false))).nextPage).toBeNull()
    expect((await pull('audit', () => list([inside, before], true))).nextPage).toBeNull()
  })
})
