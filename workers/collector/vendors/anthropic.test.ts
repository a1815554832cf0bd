import { describe, expect, it } from 'vitest'
import { enterpriseAt, forbidden, vendorAt } from '../../../tests/support/anthropic-wire.ts'
import { secret } from '../../vault/secret.ts'
import { anthropic } from './anthropic.ts'

describe('Anthropic validation', () => {
  it('learns which organization the key belongs to', async () => {
    const { ctx, seen } = await vendorAt(() => ({
      body: { id: '0f3c', name: 'Example Co', type: 'organization' },
    }))
    expect(await anthropic.validate(ctx)).toEqual({ ok: true, value: { accountRef: '0f3c' } })
    expect(seen[0]?.pathname).toBe('/v1/organizations/me')
  })

  it('refuses an inference key', async () => {
    const { ctx } = await vendorAt(() => ({ body: {} }))
    const result = await anthropic.validate({ ...ctx, secret: secret('sk-ant-api03-1') })
    expect(result).toEqual({ ok: false, failure: { tag: 'unauthorized', detail: 'invalid x-api-key' } })
  })

  it('refuses an answer without an organization', async () => {
    const { ctx } = await vendorAt(() => ({ body: { name: 'Example Co' } }))
    expect(await anthropic.validate(ctx)).toMatchObject({ failure: { tag: 'bad_json' } })
  })

  it('recognizes the usual look of an admin key', () => {
    const [kind] = anthropic.credentialKinds
    expect(kind?.hint.test(`sk-ant-admin01-${'a'.repeat(93)}AA`)).toBe(true)
    expect(kind?.hint.test(`sk-ant-api03-${'a'.repeat(93)}AA`)).toBe(false)
    expect(kind?.hint.test(`sk-ant-admin01-${'a'.repeat(93)}A`)).toBe(false)
  })

  it('learns the organization of an Enterprise key from its analytics', async () => {
    const { ctx, seen } = await enterpriseAt(() => ({ body: { organization_id: 'org_01Zx', data: [] } }))
    expect(await anthropic.validate(ctx)).toEqual({ ok: true, value: { accountRef: 'org_01Zx' } })
    expect(seen.map((url) => `${url.pathname}${url.search}`)).toEqual([
      '/v1/organizations/analytics/user_usage_report?starting_at=2026-11-18T00%3A00%3A00Z&limit=1',
    ])
  })

  it('takes an Enterprise key for compliance alone, and refuses one that may do neither', async () => {
    const feedOnly = await enterpriseAt((url) =>
      url.pathname.includes('/analytics/') ? forbidden : { body: { data: [] } },
    )
    expect(await anthropic.validate(feedOnly.ctx)).toEqual({ ok: true, value: { accountRef: null } })
    expect(feedOnly.seen[1]?.pathname).toBe('/v1/compliance/activities')
    const neither = await enterpriseAt(() => forbidden)
    expect(await anthropic.validate(neither.ctx)).toMatchObject({
      failure: { tag: 'forbidden', detail: "Missing required scopes. Got: ['a'] Needed: ['b']" },
    })
    const wrong = await enterpriseAt(() => ({ body: {} }))
    const refused = await anthropic.validate({ ...wrong.ctx, secret: secret('sk-ant-api01-2') })
    expect(refused).toMatchObject({ failure: { tag: 'unauthorized' } })
  })
})
