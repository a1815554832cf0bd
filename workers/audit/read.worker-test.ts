import { beforeAll, describe, expect, it } from 'vitest'
import type { AuditEntryItem } from '../../analytics/contract/audit.ts'
import { audit } from '../audit.ts'
import { call, doing, entriesOf, organization, outcomesOf, read } from './test-ledgers.ts'

beforeAll(async () => {
  for (const orgId of ['alpha', 'beta', 'exports']) await organization(orgId)
  await organization('unscoped', ['events:read'])
})

describe('reading the ledger', () => {
  it('is one entry per read, that says what was asked for', async () => {
    await read('exports', '?action=none&limit=5')
    await read('exports')
    const entries = (await entriesOf('exports')).filter(({ action }) => action === 'audit.read')
    expect(entries.map(({ outcome, actor }) => [outcome, actor])).toEqual([
      ['succeeded', 'api_key:key0exports'],
      ['succeeded', 'api_key:key0exports'],
    ])
    const [first] = (await read('exports', '?action=audit.read')).filter(({ seq }) => seq === 0)
    expect(first?.details).toMatchObject({ after: { action: 'none', limit: 5 }, address: '192.0.2.9' })
  })

  it('needs its permission, and the refusal is an entry', async () => {
    expect((await call('unscoped', 'GET', '/audit')).status).toBe(403)
    expect((await call('unscoped', 'GET', '/audit/export')).status).toBe(403)
    expect((await call('unscoped', 'GET', '/audit/checkpoint')).status).toBe(403)
    expect(await outcomesOf('unscoped')).toEqual([
      [0, 'audit.read', 'denied', null],
      [1, 'audit.exported', 'denied', null],
    ])
  })

  it('shows who is behind a pseudonym only to those who may see members', async () => {
    await organization('labels', ['audit:read'])
    await organization('named', ['audit:read', 'members:read'])
    await read('labels')
    await read('named')
    expect((await read('labels'))[0]?.actor_label).toBeNull()
    expect((await read('named'))[0]?.actor_label).toBe('Key of named')
  })

  it('never shows another organization’s entries, checkpoints or proofs', async () => {
    await audit.append(doing('alpha'), {
      action: 'a.b',
      target: 'MARK-alpha',
      outcome: 'succeeded',
      after: 'MARK',
    })
    const answers = await Promise.all(
      ['/audit', '/audit/export', '/audit/export?fmt=csv', '/audit/checkpoint', '/audit/checkpoints'].map(
        async (path) => {
          const response = await call('beta', 'GET', path)
          expect([path, response.status]).toEqual([path, 200])
          return response.text()
        },
      ),
    )
    for (const text of answers) expect(text).not.toMatch(/MARK|alpha/)
    expect((await call('beta', 'GET', '/audit/proof/99')).status).toBe(404)
  })

  it('goes page by page to the first entry, without a gap', async () => {
    await organization('paged')
    for (let index = 0; index < 7; index += 1)
      await audit.append(doing('paged'), { action: 'a.b', target: String(index), outcome: 'succeeded' })
    const seqs: number[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const response = await call('paged', 'GET', `/audit?action=a.b&limit=3${query}`)
      const page = (await response.json()) as { items: AuditEntryItem[]; next_cursor: string | null }
      seqs.push(...page.items.map(({ seq }) => seq))
      cursor = page.next_cursor
    } while (cursor !== null)
    expect(seqs).toEqual([6, 5, 4, 3, 2, 1, 0])
    expect((await call('paged', 'GET', '/audit?cursor=bm90aGluZw')).status).toBe(400)
    expect((await call('paged', 'GET', '/audit?outcome=maybe')).status).toBe(422)
  })
})
