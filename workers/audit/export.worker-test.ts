import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { ed25519 } from '../../analytics/ledger/ed25519.ts'
import { entryText, type LedgerEntry, parseEntry } from '../../analytics/ledger/entry.ts'
import { verifyExport } from '../../analytics/ledger/verify.ts'
import { audit } from '../audit.ts'
import { ledgerOf } from './ledger.ts'
import { call, doing, organization, outcomesOf, tenantOf } from './test-ledgers.ts'

beforeAll(() => organization('exports'))

describe('an export', () => {
  it('of a period in JSON is complete for the verifier, and is an entry', async () => {
    await organization('period')
    const add = (target: string) =>
      audit.append(doing('period'), { action: 'a.b', target, outcome: 'succeeded', after: { target } })
    const laterMillisecond = () => new Promise((resolve) => setTimeout(resolve, 5))
    for (const target of ['0', '1']) await add(target)
    await laterMillisecond()
    const from = new Date(Date.now()).toISOString()
    await laterMillisecond()
    for (const target of ['2', '3']) await add(target)
    const response = await call('period', 'GET', `/audit/export?from=${from}`)
    expect(response.headers.get('content-disposition')).toContain('audit-period-2-4.json')
    const verdict = await verifyExport(await response.text(), { verify: ed25519(crypto.subtle) })
    expect(verdict).toMatchObject({ fault: null, first: 2, end: 4, size: 4, sealedParts: 2, shownParts: 2 })
    expect((await outcomesOf('period')).at(-1)).toEqual([4, 'audit.exported', 'succeeded', null])
    const none = await call('period', 'GET', '/audit/export?from=2099-01-01T00:00:00Z')
    expect(await verifyExport(await none.text(), { verify: ed25519(crypto.subtle) })).toMatchObject({
      fault: null,
      first: 5,
      end: 5,
    })
  })

  it('in CSV is one row per entry, and no cell is a formula', async () => {
    await organization('table')
    await audit.append(doing('table'), { action: 'a.b', target: '=HYPERLINK("x")', outcome: 'succeeded' })
    const response = await call('table', 'GET', '/audit/export?fmt=csv')
    expect(response.headers.get('content-type')).toContain('text/csv')
    const [head, row, ...rest] = (await response.text()).split('\r\n')
    expect(head).toMatch(/^seq,at,actor,/)
    expect(row).toContain(`"'=HYPERLINK(""x"")"`)
    expect(rest).toEqual([''])
  })

  it.each(['fmt=xml', 'from=yesterday', 'limit=1'])('refuses %s', async (query) => {
    expect((await call('exports', 'GET', `/audit/export?${query}`)).status).toBe(422)
  })

  it('of a ledger that was tampered with is given as it stands, and the verifier names the place', async () => {
    await organization('tampered')
    for (let index = 0; index < 4; index += 1)
      await audit.append(doing('tampered'), { action: 'a.b', target: 't', outcome: 'succeeded' })
    await runInDurableObject(ledgerOf(env, tenantOf('tampered')), (_object, { storage }) => {
      const [row] = storage.sql.exec<{ bytes: string }>('SELECT bytes FROM entries WHERE seq = 1').toArray()
      const entry = parseEntry(row?.bytes ?? '') as LedgerEntry
      const changed = entryText({ ...entry, target: 'other' })
      storage.sql.exec('UPDATE entries SET bytes = ? WHERE seq = 1', changed)
    })
    const exported = await (await call('tampered', 'GET', '/audit/export')).text()
    expect((await verifyExport(exported, { verify: ed25519(crypto.subtle) })).fault).toMatchObject({
      kind: 'broken_link',
      seq: 1,
    })
  })
})
