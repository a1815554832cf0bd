import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { base64, fromBase64 } from '../analytics/ledger/bytes.ts'
import { parseCheckpoint } from '../analytics/ledger/checkpoint.ts'
import { ed25519 } from '../analytics/ledger/ed25519.ts'
import { entryHash, noEntry, parseEntry } from '../analytics/ledger/entry.ts'
import { isSigned, parseVerifierKey, type VerifierKey } from '../analytics/ledger/note.ts'
import { type Hash, isConsistent, isIncluded } from '../analytics/ledger/tree.ts'
import type { SignedCheckpoint } from './audit-ledger.ts'
import type { NewEntry } from './ledger-log.ts'

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => vi.restoreAllMocks())

const ledgerOf = (orgId: string) => env.AUDIT_LEDGER.getByName(`us/${orgId}/audit`)
const given = (id: string, changes: Partial<NewEntry> = {}): NewEntry => ({
  id,
  actor: 'user:a',
  action: 'thing.made',
  target: 'thing',
  outcome: 'succeeded',
  request_id: 'request',
  intent_seq: null,
  sealed: [],
  details: null,
  ...changes,
})
async function filled(orgId: string, entries: number, from = 0) {
  const ledger = ledgerOf(orgId)
  for (let index = from; index < from + entries; index += 1) await ledger.append(orgId, given(`id-${index}`))
  return ledger
}
const hashes = (texts: readonly string[]): Hash[] => texts.map((text) => fromBase64(text) as Hash)
const rooted = ({ size, root }: SignedCheckpoint) => ({ size, root: fromBase64(root) as Hash })
const isGood = async ({ note, vkey }: SignedCheckpoint): Promise<boolean> => {
  const key = parseVerifierKey(vkey) as VerifierKey
  const parsed = parseCheckpoint(note)
  return parsed !== null && isSigned(parsed.note, [key], ed25519(crypto.subtle))
}

describe('an append', () => {
  it('stands after the one before it and is chained to it, over a restart too', async () => {
    const ledger = await filled('chain', 5)
    await evictDurableObject(ledger)
    await filled('chain', 4, 5)
    const entries = await ledger.entries(0, 100)
    expect(entries.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    for (const [index, { text, hash }] of entries.entries()) {
      expect(hash).toBe(base64(entryHash(text)))
      expect(parseEntry(text)).toMatchObject({
        org: 'chain',
        seq: index,
        prev: index === 0 ? noEntry : entries[index - 1]?.hash,
      })
    }
  })

  it('offered again is the same entry, over a restart too', async () => {
    const ledger = await filled('twice', 2)
    const first = await ledger.append('twice', given('again'))
    expect(await ledger.append('twice', given('again'))).toEqual(first)
    await evictDurableObject(ledger)
    expect(await ledger.append('twice', given('again'))).toEqual(first)
    expect((await ledger.range({ fromMs: null, toMs: null })).end).toBe(3)
  })

  it.each<[string, string, NewEntry]>([
    ['with the id of another entry', 'refusals', given('id-0', { action: 'thing.broken' })],
    ['of an outcome whose intent is not there', 'refusals', given('new', { intent_seq: 2 })],
    ['for another organization', 'other', given('new')],
    ['that is not whole', 'refusals', given('new', { target: null as never })],
  ])('%s is refused, and the next one follows as if nothing had been', async (_name, orgId, entry) => {
    const ledger = ledgerOf('refusals')
    await ledger.append('refusals', given('id-0'))
    const before = await ledger.range({ fromMs: null, toMs: null })
    await runInDurableObject(ledger, (object) => {
      expect(() => object.append(orgId, entry)).toThrow()
    })
    expect(await ledger.range({ fromMs: null, toMs: null })).toEqual(before)
    expect(await ledger.append('refusals', given(crypto.randomUUID()))).toMatchObject({ seq: before.end })
  })

  it('never goes back in time, whatever the clock does', async () => {
    const ledger = await filled('clock', 1)
    await runInDurableObject(ledger, (object) => {
      const now = Date.now()
      vi.spyOn(Date, 'now').mockReturnValue(now + 90_000)
      const later = object.append('clock', given('later'))
      vi.spyOn(Date, 'now').mockReturnValue(now - 90_000)
      expect(object.append('clock', given('earlier')).atMs).toBe(later.atMs)
      vi.restoreAllMocks()
    })
  })
})

describe('proofs', () => {
  it('hold for every entry under every checkpoint, and between all checkpoints', async () => {
    const ledger = ledgerOf('proofs')
    const checkpoints: SignedCheckpoint[] = []
    for (let size = 1; size <= 17; size += 1) {
      await ledger.append('proofs', given(`id-${size}`))
      checkpoints.push(await ledger.seal('proofs'))
    }
    for (const later of checkpoints) {
      expect(await isGood(later)).toBe(true)
      for (let seq = 0; seq < later.size; seq += 1) {
        const proof = await ledger.proof(seq, later.size)
        const leaf = fromBase64(proof?.leaf ?? '') as Hash
        expect(isIncluded(leaf, seq, later.size, hashes(proof?.hashes ?? []), rooted(later).root)).toBe(true)
      }
      for (const earlier of checkpoints.filter(({ size }) => size <= later.size)) {
        const proof = await ledger.consistency(earlier.size, later.size)
        expect(isConsistent(rooted(earlier), rooted(later), hashes(proof?.hashes ?? []))).toBe(true)
        expect(proof).toMatchObject({ fromRoot: earlier.root, toRoot: later.root })
      }
    }
    expect(await ledger.proof(17, 17)).toBeNull()
    expect(await ledger.proof(0, 18)).toBeNull()
    expect(await ledger.consistency(3, 18)).toBeNull()
    expect(await ledger.consistency(4, 3)).toBeNull()
  })
})

describe('checkpoints', () => {
  it('are signed by the alarm, five minutes after the first entry that none covers', async () => {
    const ledger = await filled('alarm', 3)
    const dueInMs = await runInDurableObject(
      ledger,
      async (_object, { storage }) => ((await storage.getAlarm()) ?? 0) - Date.now(),
    )
    expect(dueInMs).toBeGreaterThan(4.5 * 60_000)
    expect(dueInMs).toBeLessThanOrEqual(5 * 60_000)
    expect(await ledger.checkpoint('alarm', null)).toBeNull()
    expect(await runDurableObjectAlarm(ledger)).toBe(true)
    expect(await ledger.checkpoint('alarm', null)).toMatchObject({ size: 3, origin: 'aegisflow/audit/alarm' })
    expect(await runDurableObjectAlarm(ledger)).toBe(false)
  })

  it('are not put off by an object that wakes for every entry', async () => {
    const ledger = await filled('wakes', 1)
    const alarmAt = () => runInDurableObject(ledger, (_object, { storage }) => storage.getAlarm())
    const first = await alarmAt()
    await evictDurableObject(ledger)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await filled('wakes', 1, 1)
    expect(await alarmAt()).toBe(first)
  })

  it('are signed at once when a thousand entries wait', async () => {
    const ledger = ledgerOf('thousand')
    await runInDurableObject(ledger, (object) => {
      for (let index = 0; index < 1_000; index += 1) object.append('thousand', given(`id-${index}`))
    })
    await vi.waitFor(
      async () => expect((await ledger.checkpoint('thousand', null))?.size).toBe(1_000),
      20_000,
    )
  })

  it('are one for each size, and found by it', async () => {
    const ledger = await filled('sizes', 2)
    const [one, two] = await Promise.all([ledger.seal('sizes'), ledger.seal('sizes')])
    expect(one).toEqual(two)
    await filled('sizes', 1, 2)
    await ledger.seal('sizes')
    expect((await ledger.checkpoints('sizes', null, 10)).map(({ size }) => size)).toEqual([3, 2])
    expect((await ledger.checkpoints('sizes', 3, 10)).map(({ size }) => size)).toEqual([2])
    expect(await ledger.checkpoint('sizes', 2)).toEqual(one)
    expect(await ledger.checkpoint('sizes', 1)).toBeNull()
  })

  it('are never signed over a past that was changed, and the alarm survives it', async () => {
    const ledger = await filled('forged', 6)
    const signed = await ledger.seal('forged')
    await filled('forged', 3, 6)
    await runInDurableObject(ledger, async (object, { storage }) => {
      storage.sql.exec(`UPDATE entries SET hash = zeroblob(32) WHERE seq = 4`)
      storage.sql.exec(`UPDATE nodes SET hash = zeroblob(32) WHERE level = 1 AND place = 2`)
      await expect(object.seal('forged')).rejects.toThrow('does not continue')
      await object.alarm()
    })
    expect(await ledger.checkpoint('forged', null)).toEqual(signed)
  })
})

describe('a page', () => {
  it('is filtered by each column and by time, newest first', async () => {
    const ledger = ledgerOf('pages')
    const all = { actor: null, action: null, target: null, outcome: null, fromMs: null, toMs: null }
    const ask = async (changes: object) =>
      (await ledger.page({ ...all, beforeSeq: null, rows: 10, ...changes })).map(({ seq }) => seq)
    await ledger.append('pages', given('0', { actor: 'user:b' }))
    await ledger.append('pages', given('1', { action: 'thing.lost' }))
    await new Promise((resolve) => setTimeout(resolve, 5))
    const { atMs } = await ledger.append('pages', given('2', { target: 'else', outcome: 'denied' }))
    expect(await ask({})).toEqual([2, 1, 0])
    expect(await ask({ rows: 2 })).toEqual([2, 1])
    expect(await ask({ beforeSeq: 2 })).toEqual([1, 0])
    expect(await ask({ actor: 'user:b' })).toEqual([0])
    expect(await ask({ action: 'thing.lost' })).toEqual([1])
    expect(await ask({ target: 'else' })).toEqual([2])
    expect(await ask({ outcome: 'denied', actor: 'user:a' })).toEqual([2])
    expect(await ask({ outcome: 'denied', actor: 'user:b' })).toEqual([])
    expect(await ask({ fromMs: atMs })).toEqual([2])
    expect(await ask({ toMs: atMs })).toEqual([1, 0])
    expect(await ask({ fromMs: atMs + 1 })).toEqual([])
  })
})
