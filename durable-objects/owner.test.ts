import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestorsOf, ownerOf, shardsMax } from './owner.ts'

const id = fc.string({ minLength: 1, maxLength: 128 })

describe('the log that an id belongs to', () => {
  it('stays, or changes to the one new log whose elder it was, whenever the spread doubles', () => {
    fc.assert(
      fc.property(id, fc.constantFrom(1, 2, 4), (name, shards) => {
        const before = ownerOf(name, shards)
        const after = ownerOf(name, 2 * shards)
        return (
          after === before || (after === before + shards && ancestorsOf(after, 2 * shards).includes(before))
        )
      }),
    )
  })

  it('was under every earlier spread the same one, or an elder of it', () => {
    fc.assert(
      fc.property(id, (name) => {
        const now = ownerOf(name, shardsMax)
        const known = [now, ...ancestorsOf(now, shardsMax)]
        return [1, 2, 4].every((shards) => known.includes(ownerOf(name, shards)))
      }),
    )
  })

  it('has its even share of ids that count up, of random ones and of long common beginnings', () => {
    const makes = [
      (n: number) => `event-${n}`,
      (n: number) => `01937a5e-7c1b-7000-8000-${String(n).padStart(12, '0')}`,
      (n: number) => `${'x'.repeat(100)}${n.toString(36)}`,
    ]
    for (const make of makes) {
      const counts = Array<number>(shardsMax).fill(0)
      for (let n = 0; n < 80_000; n += 1) {
        const owner = ownerOf(make(n), shardsMax)
        counts[owner] = (counts[owner] ?? 0) + 1
      }
      for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(800)
    }
  })

  it('has as elders all that may have had its ids, nearest first, and never itself', () => {
    expect([0, 1, 2, 3, 5, 7].map((shard) => ancestorsOf(shard, 8))).toEqual([
      [],
      [0],
      [0],
      [1, 0],
      [1, 0],
      [3, 1, 0],
    ])
  })

  it.each([
    ['', 3, 949_259],
    ['a', 3, 45_491],
    ['event-1', 7, 112_615],
    ['01937a5e-7c1b-7000-8000-000000000001', 1, 670_121],
    ['Größe', 0, 406_720],
    ['😀', 6, 369_702],
    ['x'.repeat(128), 4, 935_900],
  ])(
    'of %j is what it was yesterday: another log would take a repeat for a new event',
    (name, owner, wide) => {
      expect([ownerOf(name, shardsMax), ownerOf(name, 2 ** 20), ownerOf(name, 1)]).toEqual([owner, wide, 0])
    },
  )
})
