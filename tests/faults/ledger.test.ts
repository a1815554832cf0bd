import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LedgerEntry, parseEntry } from '../../analytics/ledger/entry.ts'
import { parseExport } from '../../analytics/ledger/export-file.ts'
import { auditExport, auditVerify, kept } from '../support/audit.ts'
import { type Browser, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const action = 'checkpoint_target.set'

/** One privileged action under a request id of its own; its status, 0 when nobody answered. */
const act = (requestId: string): Promise<number> =>
  stack
    .call('PUT', '/api/v1/audit/checkpoint-target', {
      key: null,
      body: { url: `https://witness.example.org/${requestId}` },
      headers: { cookie: owner.cookie, 'x-csrf-token': owner.csrf, 'x-request-id': requestId },
    })
    .then(
      ({ status }) => status,
      () => 0,
    )

async function verifiedEntries(): Promise<LedgerEntry[]> {
  const text = await auditExport(stack, owner)
  expect(await auditVerify([kept(stack, 'export.json', text)])).toMatchObject({ status: 0 })
  return (parseExport(text)?.entries ?? []).map(({ entry }) => parseEntry(entry) as LedgerEntry)
}
const of = (entries: readonly LedgerEntry[], outcome: string): LedgerEntry[] =>
  entries.filter((entry) => entry.action === action && entry.outcome === outcome)

describe('two hundred privileged actions at once', () => {
  it('give two hundred intents and two hundred outcomes in one unbroken chain', async () => {
    const statuses = await Promise.all(Array.from({ length: 200 }, (_, index) => act(`crowd-${index}-id`)))
    expect(new Set(statuses)).toEqual(new Set([200]))
    const entries = await verifiedEntries()
    const intents = of(entries, 'intent')
    const ended = new Map(of(entries, 'succeeded').map((entry) => [entry.intent_seq, entry]))
    expect([intents.length, ended.size]).toEqual([200, 200])
    for (const intent of intents) {
      const outcome = ended.get(intent.seq)
      expect(outcome?.request_id).toBe(intent.request_id)
      expect(outcome?.seq).toBeGreaterThan(intent.seq)
    }
  })
})

describe('workerd killed in the middle of privileged actions', () => {
  it('loses no intent and no outcome of what was answered', async () => {
    const answered: string[] = []
    const unanswered: string[] = []
    for (const round of [1, 2, 3]) {
      const pid = stack.workerdPid()
      let ofRound = 0
      const one = async (id: string) => {
        if ((await act(id)) !== 200) return void unanswered.push(id)
        answered.push(id)
        ofRound += 1
        // With others of its wave under way, and at another one of them each round.
        if (ofRound === 10 + 8 * round) process.kill(pid ?? 0, 'SIGKILL')
      }
      // Fewer than one person may ask in a minute, all rounds together; what a killed limiter had taken ahead is lost.
      for (let wave = 0; wave < 2; wave += 1)
        await Promise.all(Array.from({ length: 25 }, (_, index) => one(`kill-${round}-${wave}-${index}`)))
      await until(
        () => stack.workerdPid(),
        (now) => now !== null && now !== pid,
      )
      await until(
        () => act(`again-${round}-${Date.now()}`),
        (status) => status === 200,
        90_000,
      )
    }
    expect(answered.length).toBeGreaterThan(0)
    expect(unanswered.length).toBeGreaterThan(0)
    const entries = await verifiedEntries()
    const intents = new Set(of(entries, 'intent').map(({ request_id }) => request_id))
    const outcomes = new Set(of(entries, 'succeeded').map(({ request_id }) => request_id))
    expect(answered.filter((id) => !intents.has(id))).toEqual([])
    expect(answered.filter((id) => !outcomes.has(id))).toEqual([])
    expect(of(entries, 'succeeded').length).toBe(outcomes.size)
  })
})
