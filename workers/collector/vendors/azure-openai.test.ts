import { describe, expect, it } from 'vitest'
import { azureAccounts } from '../../../scripts/sandbox/azure_openai/resources.ts'
import { azure, credential, nowMs, window } from '../../../tests/support/azure-wire.ts'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, refused, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { azureOpenai } from './azure-openai.ts'

const dayMs = 86_400_000

describe('Azure sign-in', () => {
  it('asks Entra for a token of the management API, once per run', async () => {
    const { ctx, calls: seen } = await azure({})
    await pulled(azureOpenai, 'usage', ctx, window)
    const signIns = seen.filter(({ url }) => url.pathname.includes('oauth2'))
    expect(signIns).toHaveLength(1)
    expect(signIns[0]?.url.pathname).toBe(`/${credential.settings.tenant_id}/oauth2/v2.0/token`)
    expect(Object.fromEntries(new URLSearchParams(signIns[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: credential.settings.client_id,
      client_secret: credential.secret,
      scope: 'https://management.azure.com/.default',
    })
  })

  it.each([
    [401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.'],
    [401, 'invalid_client', 'AADSTS7000222: The provided client secret keys are expired.'],
    [400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.'],
    [400, 'invalid_request', 'AADSTS90002: Tenant not found.'],
  ])('calls the credential invalid for %i %s (%s)', async (status, error, error_description) => {
    const { ctx } = await azure({ signIn: { status, body: { error, error_description } } })
    expect(await azureOpenai.validate(ctx)).toMatchObject({ ok: false, failure: { tag: 'unauthorized' } })
  })

  it('calls the credential valid when the resources and a metric can be read, and names the subscription', async () => {
    const { ctx, calls: seen } = await azure({})
    expect(await azureOpenai.validate(ctx)).toEqual({
      ok: true,
      value: { accountRef: credential.accountRef },
    })
    expect(seen.some(({ url }) => url.pathname.endsWith('/metrics'))).toBe(true)
  })

  it('tells a missing role from an invalid credential', async () => {
    const denied = { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no role' } } }
    const { ctx } = await azure({ metrics: () => denied })
    expect(await azureOpenai.validate(ctx)).toMatchObject({ ok: false, failure: { tag: 'forbidden' } })
  })
})

describe('Azure and its sandbox', { timeout: 30_000 }, () => {
  const days = { fromMs: Date.parse('2026-10-19T00:00:00Z'), toMs: Date.parse('2026-11-18T00:00:00Z') }

  it('end up with the same tokens, calls and money over 30 days', async () => {
    const served = await atSandbox(azureOpenai, nowMs)
    const ctx = served.context()
    const [usage, cost] = await Promise.all(
      ['usage', 'cost'].map((name) => pullAll(streamOf(azureOpenai, name), ctx, days)),
    )
    expect(cost?.pages.length).toBeGreaterThan(1)
    expect(sumsOf({ usage: usage?.usage ?? [], costs: cost?.costs ?? [] })).toEqual(
      served.ledger(days.fromMs, days.toMs),
    )
    expect([...(usage?.skipped ?? []), ...(cost?.skipped ?? [])]).toEqual([])
  })

  it('end up the same when buckets were read before they were final', async () => {
    const served = await atSandbox(azureOpenai, days.toMs - 3 * 3_600_000)
    const span = { fromMs: days.toMs - dayMs, toMs: days.toMs }
    const early = await pullAll(streamOf(azureOpenai, 'usage'), served.context(), span)
    served.setNow(nowMs)
    const late = await pullAll(streamOf(azureOpenai, 'usage'), served.context(), span)
    const ledger = { ...served.ledger(span.fromMs, span.toMs), costsNano: {} }
    expect(sumsOf({ usage: [...early.usage, ...late.usage], costs: [] })).toEqual(ledger)
    expect(sumsOf({ usage: early.usage, costs: [] })).not.toEqual(ledger)
  })

  it('know the resources by name, and every entry of the log once', async () => {
    const served = await atSandbox(azureOpenai, nowMs)
    const { inventory } = await pullAll(streamOf(azureOpenai, 'inventory'), served.context(), {
      fromMs: nowMs - 1,
      toMs: nowMs,
    })
    expect(inventory.map((entry) => entry.name)).toEqual(['northwind-aoai-se', 'Northwind-Foundry'])
    const { audit } = await pullAll(streamOf(azureOpenai, 'audit'), served.context(), days)
    const ids = new Set(audit.map(({ naturalKey }) => naturalKey))
    expect(ids.size).toBeGreaterThan(40)
    expect(audit.length).toBeGreaterThan(ids.size)
  })

  it('part over a wrong secret and over a missing role', async () => {
    const served = await atSandbox(azureOpenai, nowMs)
    const wrong = await azureOpenai.validate(served.context({ secret: 'wrong' }))
    expect(wrong).toMatchObject({ ok: false, failure: { tag: 'unauthorized' } })
    const { apps, subscriptionId, tenantId } = azureAccounts('northwind')
    const ctx = served.context({
      secret: apps[1].secret,
      settings: { tenant_id: tenantId, client_id: apps[1].clientId, subscription_id: subscriptionId },
    })
    expect(await azureOpenai.validate(ctx)).toMatchObject({ ok: true })
    expect(await refused(azureOpenai, 'cost', ctx, window)).toMatchObject({ tag: 'forbidden' })
  })
})
