import { describe, expect, it } from 'vitest'
import { forbidden, pullAll, stream, vendorAt, window } from '../../../tests/support/anthropic-wire.ts'
import type { Reply } from '../../../tests/support/vendor-wire.ts'

const list = (data: { id?: string; [field: string]: unknown }[], hasMore = false): Reply => ({
  body: { data, has_more: hasMore, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null },
})
const base = '/v1/organizations'
const answers: Record<string, Reply> = {
  [`${base}/users?limit=1000`]: list([{ id: 'user_1', name: 'Dana', email: 'dana@example.com' }], true),
  [`${base}/users?limit=1000&after_id=user_1`]: list([
    { id: 'user_2', name: '', email: null },
    { name: 'x' },
  ]),
  [`${base}/workspaces?limit=1000&include_archived=true`]: list([{ id: 'wrkspc_1', name: 'Legal' }]),
  [`${base}/service_accounts?limit=1000`]: list([{ id: 'svac_1', name: 'bot' }]),
  [`${base}/api_keys?limit=1000`]: list(
    [
      { id: 'apikey_1', name: 'laptop', principal: { id: 'user_1', type: 'user' } },
      { id: 'apikey_2', name: 'prod', principal: { id: 'svac_1', type: 'service_account' } },
    ],
    true,
  ),
  [`${base}/api_keys?limit=1000&after_id=apikey_2`]: list([
    { id: 'apikey_3', name: 'old', created_by: { id: 'user_1' } },
    { id: 'apikey_4', name: null, principal: { id: 'user_gone' } },
    { name: 'without an id' },
  ]),
}
const answer = (url: URL): Reply => answers[`${url.pathname}${url.search}`] ?? { status: 404, body: {} }

describe('Anthropic inventory', () => {
  it('reads users, workspaces, service accounts and keys, which stand for their holders', async () => {
    const { pages } = await pullAll('inventory', answer)
    expect(pages.flatMap(({ inventory }) => inventory)).toEqual([
      { type: 'actor', ref: 'user_1', email: 'dana@example.com', name: 'Dana' },
      { type: 'actor', ref: 'user_2', email: null, name: 'user_2' },
      { type: 'project', ref: 'wrkspc_1', name: 'Legal' },
      { type: 'actor', ref: 'svac_1', email: null, name: 'bot' },
      { type: 'actor', ref: 'apikey_1', email: 'dana@example.com', name: 'Dana', ownerRef: 'user_1' },
      { type: 'actor', ref: 'apikey_2', email: null, name: 'bot', ownerRef: 'svac_1' },
      { type: 'actor', ref: 'apikey_3', email: null, name: 'old' },
      { type: 'actor', ref: 'apikey_4', email: null, name: 'apikey_4', ownerRef: 'user_gone' },
    ])
    expect(pages.at(-1)).toMatchObject({ rows: 3, skipped: [{ reason: 'malformed_row', count: 1 }] })
  })

  it('does without service accounts where there are none to have', async () => {
    const { pages } = await pullAll('inventory', (url) =>
      url.pathname.endsWith('/service_accounts') ? { status: 404, body: {} } : answer(url),
    )
    const entries = pages.flatMap(({ inventory }) => inventory)
    expect(entries.find(({ ref }) => ref === 'apikey_2')).toMatchObject({ name: 'prod', ownerRef: 'svac_1' })
  })

  it.each(['users:', 'service_accounts:', 'api_keys:'])('stops at %s when it is refused', async (page) => {
    const { ctx } = await vendorAt(() => forbidden)
    const result = await stream('inventory').pull(ctx, { ...window, page })
    expect(result).toMatchObject({ ok: false, failure: { tag: 'forbidden' } })
  })

  it('goes on where a run was cut off', async () => {
    const { ctx, seen } = await vendorAt(answer)
    const result = await stream('inventory').pull(ctx, { ...window, page: 'api_keys:apikey_2' })
    expect(result).toMatchObject({ ok: true, value: { nextPage: null } })
    expect(seen.at(-1)?.search).toBe('?limit=1000&after_id=apikey_2')
  })
})
