import { runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AuditEntryItem } from '../analytics/contract/audit.ts'
import { ed25519 } from '../analytics/ledger/ed25519.ts'
import { entryText, type LedgerEntry, parseEntry } from '../analytics/ledger/entry.ts'
import { verifyExport } from '../analytics/ledger/verify.ts'
import { fail, ok } from '../analytics/result.ts'
import { checkpointTargetOf } from '../analytics/store/d1/checkpoint-targets.ts'
import { apiKeys, organizations } from '../analytics/store/d1/schema/index.ts'
import { placeOf } from '../analytics/store/place.ts'
import { LedgerUnavailable, ledgerOf } from './audit/ledger.ts'
import { audit, type Doing } from './audit.ts'
import { secretHash } from './identity/tokens.ts'
import { secret } from './vault/secret.ts'

const place = placeOf(env, env.REGION)
const tenantOf = (orgId: string) => ({ orgId, region: env.REGION, plan: 'pro' as const })
const doing = (orgId: string, changes: Partial<Doing> = {}): Doing => ({
  env,
  tenant: tenantOf(orgId),
  place,
  subject: 'user:ann',
  requestId: 'request-1',
  nowMs: Date.now(),
  address: '192.0.2.7',
  userAgent: 'Browser/1',
  ...changes,
})
const keySecret = 'x'.repeat(32)
const keyOf = (orgId: string): string => `afk_key0${orgId}_${keySecret}`

async function organization(orgId: string, scopes = ['audit:read', 'audit:export']): Promise<void> {
  const createdAtMs = Date.now()
  await place.db
    .insert(organizations)
    .values({ id: orgId, name: orgId, region: env.REGION, plan: 'pro', createdAtMs })
  await place.db.insert(apiKeys).values({
    id: `key0${orgId}`,
    orgId,
    name: `Key of ${orgId}`,
    secretHash: await secretHash(keySecret),
    scopes,
    createdAtMs,
  })
}
const call = (orgId: string, method: string, path: string, body?: unknown) =>
  exports.default.fetch(
    new Request(`http://api/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keyOf(orgId)}`,
        'content-type': 'application/json',
        'cf-connecting-ip': '192.0.2.9',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
async function read(orgId: string, query = ''): Promise<AuditEntryItem[]> {
  const response = await call(orgId, 'GET', `/audit${query}`)
  expect(response.status).toBe(200)
  return ((await response.json()) as { items: AuditEntryItem[] }).items
}
const entriesOf = async (orgId: string): Promise<LedgerEntry[]> =>
  (await ledgerOf(env, tenantOf(orgId)).entries(0, 10_000)).map(({ text }) => parseEntry(text) as LedgerEntry)
const outcomesOf = async (orgId: string) =>
  (await entriesOf(orgId)).map(({ seq, action, outcome, intent_seq }) => [seq, action, outcome, intent_seq])

/** The ledger's object refuses every write from here on, as one whose disk is gone. */
const breakLedger = (orgId: string) =>
  runInDurableObject(ledgerOf(env, tenantOf(orgId)), (_object, { storage }) => {
    storage.sql.exec('ALTER TABLE entries RENAME TO gone')
  })
const mendLedger = (orgId: string) =>
  runInDurableObject(ledgerOf(env, tenantOf(orgId)), (_object, { storage }) => {
    storage.sql.exec('ALTER TABLE gone RENAME TO entries')
  })

beforeAll(async () => {
  for (const orgId of ['pages', 'alpha', 'beta', 'broken', 'exports']) await organization(orgId)
  await organization('unscoped', ['events:read'])
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
    for (const personal of ['example.org', 'Ann', '192.0.2.7', 'Browser', 'hunter2', 'hidden-value'])
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

describe('an export', () => {
  it('of a period in JSON is complete for the verifier, and is an entry', async () => {
    await organization('period')
    const add = (target: string) =>
      audit.append(doing('period'), { action: 'a.b', target, outcome: 'succeeded', after: { target } })
    await add('0')
    await new Promise((resolve) => setTimeout(resolve, 5))
    await add('1')
    const from = new Date(Date.now()).toISOString()
    await new Promise((resolve) => setTimeout(resolve, 5))
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

describe('the address for checkpoints', () => {
  it.each([
    'http://example.org/x',
    'https://127.0.0.1/x',
    'https://localhost/',
    'https://a:b@example.org/',
    'ftp://example.org/',
  ])('is never %s', async (url) => {
    expect((await call('exports', 'PUT', '/audit/checkpoint-target', { url })).status).toBe(422)
  })

  it('is set, shown and removed', async () => {
    const url = 'https://witness.example.org/add-checkpoint'
    const fresh = { url, pushed_size: 0, pushed_at: null, last_error: null }
    const target = async () => (await call('exports', 'GET', '/audit/checkpoint-target')).json()
    expect(await (await call('exports', 'PUT', '/audit/checkpoint-target', { url })).json()).toEqual({
      target: fresh,
    })
    expect(await target()).toEqual({ target: fresh })
    expect((await call('exports', 'DELETE', '/audit/checkpoint-target')).status).toBe(200)
    expect(await target()).toEqual({ target: null })
  })
})
