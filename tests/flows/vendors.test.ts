import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogueVendor, VendorAuditEntry } from '../../analytics/contract/vendor-catalogue.ts'
import { type Browser, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
let off: TestStack
beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
  off = await testStack({ vars: { VENDORS_OFF: 'openai, mistral' } })
})
afterAll(async () => {
  await stack.end()
  await off.end()
})

const listed = async (browser: Browser) =>
  (await browser.call('GET', '/api/v1/vendors')).body.items as CatalogueVendor[]
const house = { vendor_id: 'custom_house', label: 'House', collector_url: 'https://usage.example.com/v1?x=1' }

describe('the vendors', () => {
  it('say of each kind of report whether it is read or why not', async () => {
    const [openai] = (await listed(owner)).filter(({ vendor_id }) => vendor_id === 'openai')
    expect(openai).toMatchObject({ label: 'OpenAI', custom: false, enabled: true, credentials: 1 })
    expect(openai?.streams.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['usage', 'cost']))
    const kinds = new Map(openai?.streams.map(({ kind, credential_kinds }) => [kind, credential_kinds]))
    expect(kinds.get('cost')).toEqual(['admin_key'])
    expect(kinds.get('content')).toEqual(['compliance_key'])
    for (const { why } of openai?.absent ?? []) expect(why).toMatch(/^[A-Z].{10,}\.$/)
  })

  it('can be switched off, and then nothing is collected from them', async () => {
    const browser = await off.signIn('owner@demo.test')
    const states = (await listed(browser)).map(({ vendor_id, enabled }) => [vendor_id, enabled])
    expect(states).toContainEqual(['openai', false])
    expect(states).toContainEqual(['anthropic', true])
    off.sandbox?.control.forgetRequests()
    await browser.call('POST', '/api/v1/collector/sync/demo-openai')
    await browser.call('POST', '/api/v1/collector/sync/demo-anthropic')
    await off.tick()
    const runs = async () => (await browser.call('GET', '/api/v1/collector/runs?limit=200')).body.items
    await until(runs, (all) => (all as { status: string }[]).some(({ status }) => status === 'succeeded'))
    expect(off.sandbox?.control.requests().some(({ vendor }) => vendor === 'anthropic')).toBe(true)
    expect(off.sandbox?.control.requests().filter(({ vendor }) => vendor === 'openai')).toEqual([])
  })
})

describe('a vendor of one’s own', () => {
  it('is added once, listed with its address, audited, and removed', async () => {
    const made = await owner.call('POST', '/api/v1/vendors', house)
    expect(made).toMatchObject({ status: 201, body: { vendor_id: 'custom_house', custom: true } })
    expect((await owner.call('POST', '/api/v1/vendors', house)).status).toBe(409)
    expect((await listed(owner)).find(({ vendor_id }) => vendor_id === 'custom_house')).toMatchObject({
      collector_url: house.collector_url,
      credential_kinds: [{ kind: 'shared_secret' }],
    })
    expect((await owner.call('DELETE', '/api/v1/vendors/custom_house')).status).toBe(200)
    expect((await owner.call('DELETE', '/api/v1/vendors/custom_house')).status).toBe(404)
    const entries = (await owner.call('GET', '/api/v1/audit?limit=50')).body.items as { action: string }[]
    const actions = entries.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['vendor.created', 'vendor.removed']))
  })

  it('stays while it has a credential', async () => {
    await owner.call('POST', '/api/v1/vendors', { ...house, vendor_id: 'custom_used' })
    await stack.d1
      .prepare(
        `INSERT INTO credentials (id, org_id, vendor_id, label, kind, hint, secret_envelope, status, created_at_ms)
         SELECT 'used', org_id, 'custom_used', 'l', 'k', 'h', 'e', 'disabled', 0 FROM credentials LIMIT 1`,
      )
      .run()
    expect((await owner.call('DELETE', '/api/v1/vendors/custom_used')).status).toBe(409)
    await stack.d1.prepare(`DELETE FROM credentials WHERE id = 'used'`).run()
    expect((await owner.call('DELETE', '/api/v1/vendors/custom_used')).status).toBe(200)
  })

  it.each([
    ['plain http', { collector_url: 'http://usage.example.com/' }],
    ['loopback', { collector_url: 'https://127.0.0.1/' }],
    ['loopback in another notation', { collector_url: 'https://2130706433/' }],
    ['a private network', { collector_url: 'https://10.1.2.3/' }],
    ['the metadata address', { collector_url: 'https://169.254.169.254/latest' }],
    ['loopback in IPv6', { collector_url: 'https://[::1]/' }],
    ['a mapped address', { collector_url: 'https://[::ffff:127.0.0.1]/' }],
    ['a name that spells loopback', { collector_url: 'https://127.0.0.1.nip.io/' }],
    ['a name without a dot', { collector_url: 'https://clickhouse/' }],
    ['credentials in the address', { collector_url: 'https://a:b@usage.example.com/' }],
    ['another scheme', { collector_url: 'file:///etc/passwd' }],
    ['the id of a known vendor', { vendor_id: 'openai' }],
    ['an id that is no word', { vendor_id: 'custom_../x' }],
  ])('is refused with %s', async (_what, change) => {
    const answer = await owner.call('POST', '/api/v1/vendors', { ...house, ...change })
    expect(answer.status).toBe(422)
  })

  it('may not be the event store, which the instance itself may call', async () => {
    const answer = await owner.call('POST', '/api/v1/vendors', {
      ...house,
      collector_url: stack.clickHouse.url,
    })
    expect(answer.status).toBe(422)
  })
})

describe('the vendors’ own audit logs', () => {
  it('are read newest first, in pages, of one vendor or all', async () => {
    const [{ org_id = '' } = {}] = (await stack.d1.prepare('SELECT org_id FROM credentials').all())
      .results as {
      org_id?: string
    }[]
    const rows = Array.from({ length: 5 }, (_, index) => {
      const vendor = index % 2 === 0 ? 'openai' : 'xai'
      return `('${org_id}', 'a${index}', '${vendor}', 'c', 'key.created', 'u_${index}', '', 'api_key', 'k', 'success', '',
        toDateTime64('2026-11-20 10:00:0${index}', 3, 'UTC'), now64(), now() + 1000000, 'b')`
    })
    const { url, database } = stack.clickHouse
    const insert = `INSERT INTO vendor_audit VALUES ${rows.join(',')}`
    expect((await fetch(`${url}/?database=${database}`, { method: 'POST', body: insert })).status).toBe(200)
    const read = async (query: string) => (await owner.call('GET', `/api/v1/vendors/audit?${query}`)).body
    const first = await read('limit=3')
    const second = await read(`limit=3&cursor=${first.next_cursor}`)
    const ids = [first, second].flatMap(({ items }) => (items as VendorAuditEntry[]).map(({ id }) => id))
    expect(ids).toEqual(['a4', 'a3', 'a2', 'a1', 'a0'])
    expect(second.next_cursor).toBeNull()
    expect((await read('vendor_id=xai')).items).toHaveLength(2)
    expect((first.items as VendorAuditEntry[])[0]).toMatchObject({
      vendor_id: 'openai',
      at: '2026-11-20T10:00:04.000Z',
      actor_id: 'u_4',
      actor_email: null,
      outcome: 'success',
      project: null,
    })
  })
})
