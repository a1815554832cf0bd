import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ed25519 } from '../analytics/ledger/ed25519.ts'
import { verifyExport } from '../analytics/ledger/verify.ts'
import { fail, ok } from '../analytics/result.ts'
import { checkpointTargetOf } from '../analytics/store/d1/checkpoint-targets.ts'
import { LedgerUnavailable, ledgerOf } from './audit/ledger.ts'
import {
  breakLedger,
  call,
  doing,
  entriesOf,
  mendLedger,
  organization,
  outcomesOf,
  place,
  read,
  tenantOf,
} from './audit/test-ledgers.ts'
import { audit } from './audit.ts'
import { secret } from './vault/secret.ts'

beforeAll(async () => {
  for (const orgId of ['pages', 'broken']) await organization(orgId)
})
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => vi.restoreAllMocks())

describe('an action', () => {
  it('stands between its intent and its outcome, which knows its intent', async () => {
    const seen: unknown[] = []
    const result = await audit.around(doing('acts'), 'thing.made', { target: 'thing' }, async () => {
      seen.push(...(await outcomesOf('acts')))
      return ok('done')
    })
    expect(result).toEqual(ok('done'))
    expect(seen).toEqual([[0, 'thing.made', 'intent', null]])
    expect(await outcomesOf('acts')).toEqual([
      [0, 'thing.made', 'intent', null],
      [1, 'thing.made', 'succeeded', 0],
    ])
  })

  it('that fails or throws has the outcome failed, and fails or throws as it did', async () => {
    const refused = fail({ kind: 'conflict' as const, message: 'no' })
    expect(await audit.around(doing('fails'), 'a.b', { target: 't' }, async () => refused)).toEqual(refused)
    const thrown = audit.around(doing('fails'), 'a.b', { target: 't' }, async () => {
      throw new Error('ours')
    })
    await expect(thrown).rejects.toThrow('ours')
    expect((await outcomesOf('fails')).map(([, , outcome]) => outcome)).toEqual([
      'intent',
      'failed',
      'intent',
      'failed',
    ])
  })

  it('does not happen when its intent cannot be written, and says so with 503', async () => {
    await read('broken')
    await breakLedger('broken')
    const work = vi.fn(async () => ok('done'))
    const result = await audit.around(doing('broken'), 'a.b', { target: 't' }, work)
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
    expect(work).not.toHaveBeenCalled()
    const put = await call('broken', 'PUT', '/audit/checkpoint-target', { url: 'https://example.org/x' })
    expect([put.status, put.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await put.text()).toContain('nothing was done')
    expect(await checkpointTargetOf(tenantOf('broken'), place.db)).toBeNull()
    await expect(
      audit.append(doing('broken'), { action: 'a', target: 't', outcome: 'denied' }),
    ).rejects.toThrow(LedgerUnavailable)
    await mendLedger('broken')
    expect((await call('broken', 'GET', '/audit')).status).toBe(200)
  })

  it('whose outcome cannot be written is not answered as a success', async () => {
    await audit.append(doing('halves'), { action: 'a.b', target: 't', outcome: 'succeeded' })
    const result = await audit.around(doing('halves'), 'a.b', { target: 't' }, async () => {
      await breakLedger('halves')
      return ok('done')
    })
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
    expect(result.ok ? '' : JSON.stringify(result.failure)).toContain('carried out')
    await mendLedger('halves')
    expect((await outcomesOf('halves')).at(-1)).toEqual([1, 'a.b', 'intent', null])
  })

  it('is not shown what it read when the read cannot be written', async () => {
    const result = audit.read(doing('reads'), 'a.read', { target: 't' }, async () => {
      await ledgerOf(env, tenantOf('reads')).range({ fromMs: null, toMs: null })
      await breakLedger('reads')
      return ok('sensitive')
    })
    await expect(result).rejects.toThrow(LedgerUnavailable)
  })

  it('that two hundred do at once has two hundred intents and outcomes in one chain', async () => {
    const one = () => audit.around(doing('crowd'), 'a.b', { target: 't' }, async () => ok(null))
    await Promise.all(Array.from({ length: 200 }, one))
    const entries = await entriesOf('crowd')
    const intents = entries.filter(({ outcome }) => outcome === 'intent').map(({ seq }) => seq)
    const ended = entries.filter(({ outcome }) => outcome === 'succeeded').map((entry) => entry.intent_seq)
    expect([intents.length, ended.length]).toEqual([200, 200])
    expect(ended.sort((a, b) => Number(a) - Number(b))).toEqual(intents)
  })
})

describe('details', () => {
  it('are opened for a reader and stand nowhere in the entry’s bytes, or in the object in the clear', async () => {
    const trail = {
      target: 'ann@example.org',
      before: { name: 'Ann Example' },
      after: { name: 'Ann New', password: 'hunter2', key: secret('hidden-value') },
    }
    await audit.around(doing('pages'), 'user.renamed', trail, async () => ok(null))
    const [outcome, intent] = (await read('pages')).filter(({ action }) => action === 'user.renamed')
    expect(outcome).toMatchObject({
      actor: 'user:ann',
      target: '[email]',
      outcome: 'succeeded',
      intent_seq: intent?.seq,
      details: {
        before: { name: 'Ann Example' },
        after: { name: 'Ann New', password: '[masked]', key: '[masked]' },
        address: '192.0.2.7',
        user_agent: 'Browser/1',
      },
      details_erased: false,
      details_damaged: false,
    })
    const kept = JSON.stringify(await ledgerOf(env, tenantOf('pages')).entries(0, 100))
    // Three letters alone may stand in sealed bytes by chance; a space does not.
    for (const personal of ['example.org', 'Ann ', '192.0.2.7', 'Browser', 'hunter2', 'hidden-value'])
      expect([personal, kept.includes(personal)]).toEqual([personal, false])
  })

  it('that are equal have digests that differ', async () => {
    await audit.append(doing('same'), { action: 'a.b', target: 't', outcome: 'succeeded' })
    await audit.append(doing('same'), { action: 'a.b', target: 't', outcome: 'succeeded' })
    const digests = (await entriesOf('same')).flatMap(({ sealed }) => sealed.map(({ digest }) => digest))
    expect([digests.length, new Set(digests).size]).toEqual([2, 2])
  })

  it.each<[string, (details: string, other: string) => string]>([
    ['altered', (details) => details.replace(/.(?="\]$)/, (char) => (char === 'A' ? 'B' : 'A'))],
    ['put in place of another entry’s', (_details, other) => other],
    ['gone', () => '[]'],
  ])('that were %s are not shown but named as damaged', async (name, change) => {
    const orgId = `damaged${name.length}`
    await organization(orgId)
    for (const value of [1, 2])
      await audit.append(doing(orgId), { action: 'a.b', target: 't', outcome: 'succeeded', after: { value } })
    await runInDurableObject(ledgerOf(env, tenantOf(orgId)), (_object, { storage }) => {
      const detailsOf = (seq: number) =>
        storage.sql.exec<{ details: string }>('SELECT details FROM entries WHERE seq = ?', seq).one().details
      storage.sql.exec('UPDATE entries SET details = ? WHERE seq = 0', change(detailsOf(0), detailsOf(1)))
    })
    expect((await read(orgId)).find(({ seq }) => seq === 0)).toMatchObject({
      details: null,
      details_damaged: true,
      details_erased: false,
    })
  })
})

describe('an erased subject', () => {
  it('is gone from every entry’s details, others’ parts stay, and the chain is whole', async () => {
    await organization('erase')
    const by = doing('erase', { subject: 'user:admin', address: '192.0.2.1' })
    const own = { action: 'profile.changed', outcome: 'succeeded' as const, after: { name: 'Ann Example' } }
    await audit.append(doing('erase'), { ...own, target: 'profile' })
    await audit.append(by, {
      action: 'user.invited',
      target: 'user:ann',
      outcome: 'succeeded',
      after: { email: 'a@b.c' },
    })
    expect(JSON.stringify(await read('erase'))).toContain('Ann Example')
    expect(await audit.eraseSubject(by, 'user:ann')).toEqual(ok(null))
    await audit.append(doing('erase'), { ...own, target: 'profile' })
    const items = await read('erase')
    expect(JSON.stringify(items)).not.toMatch(/Ann Example|a@b\.c|192\.0\.2\.7/)
    const bySeq = new Map(items.map((item) => [item.seq, item]))
    expect(bySeq.get(0)).toMatchObject({ details: null, details_erased: true, details_damaged: false })
    expect(bySeq.get(1)).toMatchObject({ details_erased: true, details: { address: '192.0.2.1' } })
    expect((await outcomesOf('erase')).map(([, action, outcome]) => `${action} ${outcome}`)).toContain(
      'subject.erased succeeded',
    )
    const exported = await (await call('erase', 'GET', '/audit/export')).text()
    expect(exported).not.toContain('Ann Example')
    expect(await verifyExport(exported, { verify: ed25519(crypto.subtle) })).toMatchObject({ fault: null })
  })
})
