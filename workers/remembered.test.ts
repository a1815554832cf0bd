import { describe, expect, it, vi } from 'vitest'
import { remembered } from './remembered.ts'

/** Gives 1, 2, 3 … to who reads. */
function source() {
  let reads = 0
  return { read: async () => ++reads, count: () => reads }
}

describe('what is remembered', () => {
  it('is read once, and anew when its time is over or the clock was set back', async () => {
    const { read, count } = source()
    const kept = remembered<number>(1_000)
    const at = (nowMs: number) => kept.of('a', nowMs, read)
    expect([await at(5_000), await at(5_999), await at(6_000)]).toEqual([1, 1, 2])
    expect([await at(6_999), await at(5_001), await at(4_000)]).toEqual([2, 2, 3])
    expect(await kept.of('b', 4_000, read)).toBe(4)
    expect(count()).toBe(4)
  })

  it('is read anew behind an answer in the second half of its time, by one who asks', async () => {
    const { read, count } = source()
    const kept = remembered<number>(1_000)
    const later: Promise<unknown>[] = []
    const at = (nowMs: number) => kept.of('a', nowMs, read, (work) => later.push(work))
    expect([await at(0), await at(499), later.length]).toEqual([1, 1, 0])
    expect(await Promise.all([at(500), at(600)])).toEqual([1, 1])
    expect([count(), later.length]).toEqual([2, 1])
    await Promise.all(later)
    expect([await at(600), await at(1_499), count()]).toEqual([2, 2, 3])
  })

  it('does not outlive its time because it could not be read behind an answer', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const kept = remembered<number>(1_000)
    const fails = async () => {
      throw new Error('away')
    }
    await kept.of('a', 0, async () => 1)
    const later: Promise<unknown>[] = []
    expect(await kept.of('a', 700, fails, (work) => later.push(work))).toBe(1)
    await Promise.all(later)
    expect(await kept.of('a', 999, fails)).toBe(1)
    await expect(kept.of('a', 1_000, fails)).rejects.toThrow('away')
    vi.restoreAllMocks()
  })

  it('is of a thousand, and is read anew when another comes', async () => {
    const { read, count } = source()
    const kept = remembered<number>(1_000)
    for (let name = 0; name < 1_000; name++) await kept.of(String(name), 0, read)
    expect([await kept.of('0', 1, read), await kept.of('999', 1, read), count()]).toEqual([1, 1_000, 1_000])
    await kept.of('another', 1, read)
    expect([await kept.of('0', 1, read), await kept.of('another', 1, read)]).toEqual([1_002, 1_001])
  })

  it('is not what it was while somebody changed it', async () => {
    const kept = remembered<string>(1_000)
    const asked = Promise.withResolvers<string>()
    const reading = kept.of('a', 0, () => asked.promise)
    kept.forget('a')
    asked.resolve('old')
    expect(await reading).toBe('old')
    expect(await kept.of('a', 1, async () => 'new')).toBe('new')
    kept.forget('a')
    expect(await kept.of('a', 2, async () => 'newer')).toBe('newer')
  })
})
