import { describe, expect, it } from 'vitest'
import { unreadBytesMax } from '../analytics/contract/live.ts'
import { ReaderLag } from './reader-lag.ts'

const t0 = Date.parse('2026-11-21T12:00:00Z')

describe('how far a reader is behind', () => {
  it('is what they were sent, and too far beyond its bound', () => {
    const lag = new ReaderLag(t0)
    lag.sent(unreadBytesMax, 10)
    expect(lag.isTooFar(t0)).toBe(false)
    lag.sent(1, 11)
    expect(lag.isTooFar(t0)).toBe(true)
  })

  it('is forgiven slowly, so that one who only listens to little is never held', () => {
    const lag = new ReaderLag(t0)
    for (let second = 1; second <= 86_400; second += 1) {
      lag.sent(3_900, second)
      expect(lag.isTooFar(t0 + second * 1000)).toBe(false)
    }
    lag.sent(unreadBytesMax + 4_001, 90_000)
    expect(lag.isTooFar(t0 + 86_401_000)).toBe(true)
  })

  it('does not grow or vanish when the clock is set', () => {
    const lag = new ReaderLag(t0)
    lag.sent(unreadBytesMax + 500_000, 10)
    expect(lag.isTooFar(t0 - 10 * 365 * 86_400_000)).toBe(true)
    lag.sent(1, 11)
    expect(lag.isTooFar(t0 - 10 * 365 * 86_400_000 + 5_000)).toBe(true)
  })

  it('falls by an acknowledgement of what was sent, and not by one of less', () => {
    const lag = new ReaderLag(t0)
    lag.sent(unreadBytesMax / 2, 10)
    lag.sent(unreadBytesMax / 2, 20)
    lag.sent(1, 21)
    lag.acknowledged(9)
    expect(lag.isTooFar(t0)).toBe(true)
    lag.acknowledged(10)
    expect(lag.isTooFar(t0)).toBe(false)
    lag.sent(unreadBytesMax / 2 - 1, 30)
    expect(lag.isTooFar(t0)).toBe(false)
    lag.sent(1, 31)
    expect(lag.isTooFar(t0)).toBe(true)
    lag.acknowledged(31)
    expect(lag.isTooFar(t0)).toBe(false)
  })

  it('says from where on nothing was sent, once, when it is over', () => {
    const lag = new ReaderLag(t0)
    lag.sent(unreadBytesMax + 1, 10)
    lag.hold(11, t0)
    lag.hold(15, t0 + 1)
    expect(lag.held).toEqual({ from: 11, sinceMs: t0 })
    expect([lag.acknowledged(9), lag.acknowledged(10), lag.acknowledged(10)]).toEqual([null, 11, null])
    expect(lag.held).toBeNull()
  })

  it('ends with a ping, each of which counts once', () => {
    const lag = new ReaderLag(t0, 7)
    expect([lag.isTooFar(t0), lag.pinged(t0 + 5), lag.isTooFar(t0)]).toEqual([true, 7, false])
    lag.sent(unreadBytesMax + 1, 10)
    expect([lag.pinged(t0 + 5), lag.isTooFar(t0)]).toEqual([null, true])
  })

  it('is nothing once all is acknowledged, however little it was', () => {
    const lag = new ReaderLag(t0)
    lag.sent(10, 5)
    expect(lag.acknowledged(5)).toBeNull()
    lag.sent(unreadBytesMax, 6)
    expect(lag.isTooFar(t0)).toBe(false)
  })

  it('is less by what is forgiven only once, also of what is acknowledged later', () => {
    const lag = new ReaderLag(t0)
    const half = unreadBytesMax / 2
    lag.sent(half, 10)
    expect(lag.isTooFar(t0 + 10_000)).toBe(false)
    lag.sent(half, 20)
    lag.acknowledged(10)
    lag.sent(half, 30)
    expect(lag.isTooFar(t0 + 10_000)).toBe(false)
    lag.sent(1, 31)
    expect(lag.isTooFar(t0 + 10_000)).toBe(true)
  })

  it('is forgiven as before from the moment on that the clock is set back to', () => {
    const lag = new ReaderLag(t0)
    lag.sent(unreadBytesMax + 4_000, 10)
    const backMs = t0 - 3_600_000
    expect([lag.isTooFar(backMs), lag.isTooFar(backMs + 1_000)]).toEqual([true, false])
  })

  it('is over with a ping for whoever is held, and they are held anew only for what comes later', () => {
    const lag = new ReaderLag(t0)
    lag.sent(unreadBytesMax + 1, 10)
    lag.hold(11, t0)
    expect([lag.pinged(t0 + 1), lag.held, lag.isTooFar(t0 + 1)]).toEqual([11, null, false])
    lag.sent(unreadBytesMax, 20)
    expect(lag.isTooFar(t0 + 1)).toBe(false)
    lag.sent(1, 21)
    expect(lag.isTooFar(t0 + 1)).toBe(true)
  })

  it('counts from the moment that the object woke for whoever was held before it slept', () => {
    expect(new ReaderLag(t0, 7).held).toEqual({ from: 7, sinceMs: t0 })
  })

  it('is the same after an acknowledgement of less when only little was sent', () => {
    const lag = new ReaderLag(t0)
    lag.sent(10, 5)
    expect(lag.acknowledged(4)).toBeNull()
  })

  it('is forgiven by the whole second', () => {
    const lag = new ReaderLag(t0)
    lag.sent(unreadBytesMax + 4_000, 10)
    expect([lag.isTooFar(t0 + 999), lag.isTooFar(t0 + 1_000)]).toEqual([true, false])
  })

  it.each([
    ['a ping', (lag: ReaderLag) => lag.pinged(t0 + 1)],
    ['an acknowledgement of all', (lag: ReaderLag) => lag.acknowledged(10)],
  ])('is not less by an old acknowledgement after %s', (_, read) => {
    const lag = new ReaderLag(t0)
    lag.sent(unreadBytesMax / 2, 10)
    read(lag)
    lag.sent(unreadBytesMax + 1, 20)
    expect([lag.acknowledged(10), lag.isTooFar(t0)]).toEqual([null, true])
  })

  it('keeps to the bound that there is now, for whoever is held too', () => {
    const held = (after: number) => {
      const lag = new ReaderLag(t0)
      expect(lag.isTooFar(t0, 100)).toBe(false)
      lag.sent(26, 1)
      lag.sent(after, 2)
      lag.hold(3, t0)
      return [lag.acknowledged(1), lag.held?.from ?? null]
    }
    expect([held(100), held(101)]).toEqual([
      [3, null],
      [null, 3],
    ])
    const small = new ReaderLag(t0)
    small.isTooFar(t0, 100)
    small.sent(25, 1)
    small.sent(100, 2)
    small.hold(3, t0)
    expect([small.acknowledged(1), small.acknowledged(2)]).toEqual([null, 3])
  })
})
