import { describe, expect, it } from 'vitest'
import { azure, resourceId, window } from '../../../tests/support/azure-wire.ts'
import { pulled } from '../../../tests/support/vendor-pages.ts'
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

  it('knows no mail of an app, and no outcome of what has only begun', async () => {
    const begun = { ...entry, caller: '33333333-3333-4333-8333-333333333333', status: { value: 'Started' } }
    const { ctx } = await azure({ activity: { body: { value: [begun] } } })
    const { audit } = await pulled(azureOpenai, 'audit', ctx, window)
    expect(audit).toMatchObject([{ actorRef: begun.caller, actorEmail: null, outcome: null }])
  })
})
