import { describe, expect, it } from 'vitest'
import { isOverloaded, loadBounds, StreamLoad } from './stream-load.ts'

const t0 = Date.parse('2026-11-21T12:00:00Z')

/** A load of so many appends a second of so many bytes each, for some seconds. */
function loadOf(seconds: number, perS: number, bytes: number): StreamLoad {
  const load = new StreamLoad()
  for (let n = 0; n < seconds * perS; n += 1) load.add(bytes, t0 + (n * 1000) / perS)
  return load
}

describe('the load of a log', () => {
  it('is told of the last whole ten seconds, and nothing before they are over', () => {
    expect(loadOf(9, 100, 50).at(t0 + 9_500)).toEqual({ appendsPerS: 0, bytesPerS: 0 })
    const { appendsPerS, bytesPerS } = loadOf(10, 100, 50).at(t0 + 10_000)
    expect([Math.round(appendsPerS), Math.round(bytesPerS)]).toEqual([100, 5_000])
  })

  it('is forgotten when nobody came for twenty seconds, or the clock was set', () => {
    expect(loadOf(10, 100, 50).at(t0 + 20_000)).toEqual({ appendsPerS: 0, bytesPerS: 0 })
    const set = loadOf(10, 100, 50)
    set.add(50, t0 - 3_600_000)
    expect(set.at(t0 - 3_599_000)).toEqual({ appendsPerS: 0, bytesPerS: 0 })
    set.add(50, t0 + 10 * 365 * 86_400_000)
    expect(set.at(t0 + 10 * 365 * 86_400_000 + 1)).toEqual({ appendsPerS: 0, bytesPerS: 0 })
    const told = loadOf(10, 100, 50)
    expect(Math.round(told.at(t0 + 10_000).appendsPerS)).toBe(100)
    expect(told.at(t0 - 1)).toEqual({ appendsPerS: 0, bytesPerS: 0 })
  })

  it.each(['appendsPerS', 'bytesPerS', 'storedBytes'] as const)(
    'is too much beyond its bound of %s',
    (name) => {
      const none = { appendsPerS: 0, bytesPerS: 0, storedBytes: 0 }
      expect(isOverloaded({ ...none, [name]: loadBounds[name] })).toBe(false)
      expect(isOverloaded({ ...none, [name]: loadBounds[name] + 1 })).toBe(true)
    },
  )

  it('is that of one window, and not of the one before with it', () => {
    const load = loadOf(10, 100, 50)
    expect(Math.round(load.at(t0 + 10_000).appendsPerS)).toBe(100)
    for (let n = 0; n < 100; n += 1) load.add(70, t0 + 10_000 + n * 100)
    expect(load.at(t0 + 20_000)).toEqual({ appendsPerS: 10, bytesPerS: 700 })
    expect(load.at(t0 + 29_999)).toEqual({ appendsPerS: 10, bytesPerS: 700 })
    expect(load.at(t0 + 30_000)).toEqual({ appendsPerS: 0, bytesPerS: 0 })
  })
})
