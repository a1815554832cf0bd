import { describe, expect, it } from 'vitest'
import { askingOf, keptAnswers, lastEnd } from './kept-answers.ts'

type Answer = { events: number }
const filled: Answer = { events: 3 }
const empty: Answer = { events: 0 }
const kept = keptAnswers<Answer>(({ events }) => events)

const readAtMs = 1_000_000
let names = 0
const remembered = (answer: Answer): string => {
  const name = `org-${names++}`
  kept.keep(name, answer, readAtMs)
  return name
}

describe('an answer that is kept', () => {
  it('is shown for half a minute and not a moment longer', () => {
    const name = remembered(filled)
    expect(kept.find(name, null, readAtMs + 29_999)).toBe(filled)
    expect(kept.find(name, null, readAtMs + 30_000)).toBeNull()
    expect(kept.find('another', null, readAtMs)).toBeNull()
  })

  it('is not shown once a sync has ended after it was read', () => {
    const name = remembered(filled)
    expect(kept.find(name, readAtMs + 5_000, readAtMs + 6_000)).toBeNull()
    expect(kept.find(name, readAtMs, readAtMs + 1)).toBeNull()
    expect(kept.find(name, readAtMs - 60_000, readAtMs + 6_000)).toBe(filled)
  })

  it('lives for a second when it was read while the rows of a sync may still have been on their way', () => {
    const name = remembered(filled)
    const syncedAtMs = readAtMs - 500
    expect(kept.find(name, syncedAtMs, readAtMs + 900)).toBe(filled)
    expect(kept.find(name, syncedAtMs, readAtMs + 1_000)).toBeNull()
    expect(kept.find(name, readAtMs - 2_000, readAtMs + 20_000)).toBe(filled)
  })

  it('stands beside others until twenty thousand rows are kept, each answer counting one more', () => {
    const shelf = keptAnswers<Answer>(({ events }) => events)
    const answer = { events: 1_999 }
    const names = Array.from({ length: 10 }, (_, index) => `org-${index}`)
    for (const name of names) shelf.keep(name, answer, readAtMs)
    expect(names.map((name) => shelf.find(name, null, readAtMs))).toEqual(names.map(() => answer))
    shelf.keep('one more', filled, readAtMs)
    expect(names.map((name) => shelf.find(name, null, readAtMs))).toEqual(names.map(() => null))
    expect(shelf.find('one more', null, readAtMs)).toBe(filled)
    for (const name of names.slice(1)) shelf.keep(name, answer, readAtMs)
    expect(shelf.find('one more', null, readAtMs)).toBe(filled)
  })

  it('is not kept when it has thousands of rows, and goes when others need its room', () => {
    expect(kept.find(remembered({ events: 2_001 }), null, readAtMs)).toBeNull()
    const name = remembered({ events: 2_000 })
    expect(kept.find(name, null, readAtMs)).not.toBeNull()
    for (let count = 0; count < 10; count++) remembered({ events: 2_000 })
    expect(kept.find(name, null, readAtMs)).toBeNull()
  })

  it('of an organization that has nothing yet lives for a second, so that first data are seen', () => {
    const name = remembered(empty)
    expect(kept.find(name, null, readAtMs + 999)).toBe(empty)
    expect(kept.find(name, null, readAtMs + 1_000)).toBeNull()
  })
})

describe('an answer that is asked for on and on', () => {
  /** Answers that count how often they were read; `settle` waits for what is read behind one. */
  function counted(syncedAtMs: number | null = null) {
    const answers = keptAnswers<Answer>(({ events }) => events)
    const behind: Promise<unknown>[] = []
    let reads = 0
    let broken = false
    return {
      ask: async (nowMs: number, headers: Record<string, string> = {}) => {
        const asked = { request: new Request('http://api', { headers }), nowMs, waitUntil }
        const runs = new Map(syncedAtMs === null ? [] : [['a', { finishedAtMs: syncedAtMs }]])
        const read = async () => {
          if (broken) throw new Error('away')
          return { events: ++reads }
        }
        return (await answers.of('name', askingOf(asked, runs), read)).events
      },
      settle: () => Promise.all(behind),
      breakStore: (isBroken: boolean) => {
        broken = isBroken
      },
    }
    function waitUntil(work: Promise<unknown>) {
      behind.push(work)
    }
  }

  it('is read anew once behind those of the second half of its life, and is never older than half a minute', async () => {
    const { ask, settle } = counted()
    expect(await ask(readAtMs)).toBe(1)
    expect(await ask(readAtMs + 14_999)).toBe(1)
    await settle()
    expect(await Promise.all([ask(readAtMs + 15_000), ask(readAtMs + 15_000)])).toEqual([1, 1])
    await settle()
    expect(await ask(readAtMs + 44_999)).toBe(2)
    await settle()
    expect(await ask(readAtMs + 90_000)).toBe(4)
  })

  it('is waited for when the store failed meanwhile and its time is over', async () => {
    const { ask, settle, breakStore } = counted()
    expect(await ask(readAtMs)).toBe(1)
    breakStore(true)
    expect(await ask(readAtMs + 20_000)).toBe(1)
    await settle()
    await expect(ask(readAtMs + 30_000)).rejects.toThrow('away')
    breakStore(false)
    expect(await ask(readAtMs + 21_000)).toBe(1)
    await settle()
    expect(await ask(readAtMs + 29_999)).toBe(2)
  })

  it('is read before the answer after a sync and for those who want it new', async () => {
    const synced = counted(readAtMs + 10)
    expect([await synced.ask(readAtMs), await synced.ask(readAtMs + 11)]).toEqual([1, 2])
    const wanted = counted()
    expect(await wanted.ask(readAtMs)).toBe(1)
    expect(await wanted.ask(readAtMs + 1, { 'cache-control': 'no-cache' })).toBe(2)
    expect(await wanted.ask(readAtMs + 2)).toBe(2)
  })

  it('does not give way to one that was read before it', async () => {
    const answers = keptAnswers<Answer>(({ events }) => events)
    answers.keep('name', { events: 2 }, readAtMs + 1)
    answers.keep('name', { events: 1 }, readAtMs)
    expect(answers.find('name', null, readAtMs + 2)).toEqual({ events: 2 })
  })
})

describe('the end of the last sync', () => {
  it('is that of the vendor that came last, and none before the first', () => {
    const runs = new Map([
      ['a', { finishedAtMs: 5 }],
      ['b', { finishedAtMs: 3 }],
    ])
    expect([lastEnd(runs), lastEnd(new Map())]).toEqual([5, null])
  })

  it.each([
    [{}, false],
    [{ 'cache-control': 'max-age=0' }, false],
    [{ 'cache-control': 'no-cache, no-store' }, true],
  ])('and %j say whether a new answer is wanted: %s', (headers, isNewWanted) => {
    const request = new Request('http://api/', { headers })
    const asking = askingOf({ request, nowMs: readAtMs, waitUntil: () => undefined }, new Map())
    expect(asking).toMatchObject({ isNewWanted, nowMs: readAtMs, syncedAtMs: null })
  })
})
