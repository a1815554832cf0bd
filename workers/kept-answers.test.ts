import { describe, expect, it } from 'vitest'
import { keptAnswers, lastEnd } from './kept-answers.ts'

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

describe('the end of the last sync', () => {
  it('is that of the vendor that came last, and none before the first', () => {
    const runs = new Map([
      ['a', { finishedAtMs: 5 }],
      ['b', { finishedAtMs: 3 }],
    ])
    expect([lastEnd(runs), lastEnd(new Map())]).toEqual([5, null])
  })
})
