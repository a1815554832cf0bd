import { describe, expect, it } from 'vitest'
import { azure, nowMs, resourceId, window } from '../../../tests/support/azure-wire.ts'
import { pulled, refused } from '../../../tests/support/vendor-pages.ts'
import { azureOpenai } from './azure-openai.ts'

describe('Azure Activity Log', () => {
  const entry = {
    eventDataId: 'e-1',
    eventTimestamp: '2026-11-18T09:21:50.1234567Z',
    operationName: { value: 'Microsoft.CognitiveServices/accounts/listKeys/action' },
    caller: 'dana@example.com',
    resourceId,
    status: { value: 'Succeeded' },
    httpRequest: { clientIpAddress: '203.0.113.7' },
    level: 'Informational',
  }

  it('says who did what, and keeps the rest as details', async () => {
    const { ctx } = await azure({ activity: { body: { value: [entry, { ...entry, eventDataId: '' }] } } })
    const page = await pulled(azureOpenai, 'audit', ctx, window)
    expect(page.skipped).toEqual([{ reason: 'malformed_row', count: 1 }])
    expect(page.audit).toMatchObject([
      {
        naturalKey: 'e-1',
        atMs: Date.parse('2026-11-18T09:21:50.123Z'),
        action: entry.operationName.value,
        actorEmail: 'dana@example.com',
        outcome: 'success',
        address: '203.0.113.7',
        details: { level: 'Informational' },
      },
    ])
  })

  const values = '/providers/Microsoft.Insights/eventtypes/management/values'

  it('is asked for what was done to AI resources in the span, up to now, and no further', async () => {
    const { ctx, calls: seen } = await azure({})
    await pulled(azureOpenai, 'audit', ctx, { ...window, toMs: nowMs + 1_000 })
    const asked = seen.filter(({ url }) => url.pathname.endsWith(values))
    expect(asked.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
      {
        'api-version': '2015-04-01',
        $filter:
          "eventTimestamp ge '2026-11-18T00:00:00.000Z' and eventTimestamp le '2026-11-20T12:30:15.000Z' and resourceProvider eq 'Microsoft.CognitiveServices'",
      },
    ])
    const later = { ...window, fromMs: nowMs, toMs: nowMs + 1_000 }
    expect(await pulled(azureOpenai, 'audit', ctx, later)).toMatchObject({ rows: 0, raw: '', nextPage: null })
    expect(seen.filter(({ url }) => url.pathname.endsWith(values))).toHaveLength(1)
  })

  it('goes on at the address that an answer names, keeps the answer, and stops where that repeats itself', async () => {
    const body = { value: [entry], nextLink: '' }
    const { ctx, calls: seen } = await azure({ activity: { body } })
    body.nextLink = `${ctx.base('management')}${values}?skip=1`
    const first = await pulled(azureOpenai, 'audit', ctx, window)
    expect(first).toMatchObject({ nextPage: body.nextLink, raw: JSON.stringify(body), rows: 1 })
    const page = first.nextPage
    expect(await refused(azureOpenai, 'audit', ctx, { ...window, page })).toMatchObject({ tag: 'bad_json' })
    expect(seen.at(-1)?.url.search).toBe('?skip=1')
    body.nextLink = ''
    expect(await pulled(azureOpenai, 'audit', ctx, { ...window, page })).toMatchObject({ nextPage: null })
  })

  it.each([
    ['a log that it may not read', { status: 403, body: {} }, 'forbidden'],
    ['a log of another shape', { body: { value: 'none' } }, 'bad_json'],
  ])('stops at %s', async (_what, activity, tag) => {
    const { ctx } = await azure({ activity })
    expect(await refused(azureOpenai, 'audit', ctx, window)).toMatchObject({ tag })
  })

  it('says what was meant and how it ended, with a moment in any zone, each entry once', async () => {
    const failed = {
      ...entry,
      eventTimestamp: '2026-11-18T10:21:50+01:00',
      status: { value: 'FAILED' },
      resourceType: { value: 'Microsoft.CognitiveServices/accounts' },
    }
    const { ctx } = await azure({ activity: { body: { value: [failed, failed] } } })
    const { audit, rows } = await pulled(azureOpenai, 'audit', ctx, window)
    expect([audit, rows]).toMatchObject([
      [
        {
          vendorId: 'azure_openai',
          atMs: Date.parse('2026-11-18T09:21:50Z'),
          outcome: 'failure',
          projectRef: resourceId.toLowerCase(),
          targetRef: resourceId,
          targetType: 'Microsoft.CognitiveServices/accounts',
        },
      ],
      1,
    ])
  })

  it('knows no mail of an app, and no outcome of what has only begun', async () => {
    const begun = { ...entry, caller: '33333333-3333-4333-8333-333333333333', status: { value: 'Started' } }
    const { ctx } = await azure({ activity: { body: { value: [begun] } } })
    const { audit } = await pulled(azureOpenai, 'audit', ctx, window)
    expect(audit).toMatchObject([{ actorRef: begun.caller, actorEmail: null, outcome: null }])
  })
})
