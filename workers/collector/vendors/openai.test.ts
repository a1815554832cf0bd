import { describe, expect, it } from 'vitest'
import { page, vendorAt, workspaceAt } from '../../../tests/support/openai-wire.ts'
import { secret } from '../../vault/secret.ts'
import { openai } from './openai.ts'

describe('OpenAI validation', () => {
  it('takes a key that may list admin keys', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: { data: [] } }))
    expect(await openai.validate(ctx)).toEqual({ ok: true, value: { accountRef: null } })
    expect(seen.map((url) => `${url.pathname}${url.search}`)).toEqual([
      '/v1/organization/admin_api_keys?limit=1',
    ])
  })

  it('takes a restricted key that may read costs', async () => {
    const { ctx, seen } = await vendorAt((url) =>
      url.pathname.endsWith('/costs') ? { body: page([]) } : { status: 403, body: {} },
    )
    expect((await openai.validate(ctx)).ok).toBe(true)
    expect(seen[1]?.search).toBe(`?start_time=${Date.parse('2026-11-20T00:00:00Z') / 1000}&limit=1`)
  })

  it('refuses a key that may do neither, and one that is wrong', async () => {
    const { ctx, seen } = await vendorAt(() => ({ status: 403, body: {} }))
    expect(await openai.validate(ctx)).toMatchObject({ failure: { tag: 'forbidden' } })
    const wrong = await openai.validate({ ...ctx, secret: secret('sk-other') })
    expect(wrong).toMatchObject({ failure: { tag: 'unauthorized' } })
    expect(seen.length).toBe(3)
  })

  it('recognizes the usual look of an admin key', () => {
    const [kind] = openai.credentialKinds
    const part = 'A'.repeat(58)
    expect(kind?.hint.test(`sk-admin-${part}T3BlbkFJ${part}`)).toBe(true)
    expect(kind?.hint.test(`sk-proj-${part}T3BlbkFJ${part}`)).toBe(false)
    expect(kind?.hint.test(`sk-admin-${part}T3BlbkFJ${part}A`)).toBe(false)
  })

  it('tries a compliance key on the logs of its workspace', async () => {
    const { ctx, seen } = await workspaceAt(() => ({ body: { data: [] } }))
    expect(await openai.validate(ctx)).toEqual({ ok: true, value: { accountRef: 'ws_1' } })
    expect(seen.map((url) => `${url.pathname}${url.search}`)).toEqual([
      '/v1/compliance/workspaces/ws_1/logs?event_type=AUTH_LOG&limit=1&after=2026-11-19T12%3A30%3A15.500Z',
    ])
  })

  it('takes a key that may read Codex analytics and no logs, and refuses one that may do neither', async () => {
    const codexOnly = await workspaceAt((url) =>
      url.pathname.includes('/codex/') ? { body: page([]) } : { status: 403, body: {} },
    )
    expect(await openai.validate(codexOnly.ctx)).toEqual({ ok: true, value: { accountRef: 'ws_1' } })
    const neither = await workspaceAt(() => ({ status: 403, body: {} }))
    expect(await openai.validate(neither.ctx)).toMatchObject({ failure: { tag: 'forbidden' } })
    const unknown = await workspaceAt(() => ({ status: 404, body: {} }))
    expect(await openai.validate(unknown.ctx)).toMatchObject({ failure: { tag: 'not_found' } })
    expect(unknown.seen).toHaveLength(1)
  })
})
