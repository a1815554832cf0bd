import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterPage,
  afterWindow,
  fromItsStart,
  isBehind,
  keptBy,
  mayBeTooOld,
  narrower,
  nextWindow,
  progressOf,
  readAgainFromMs,
  type Standing,
  widthAfter,
  withoutForgotten,
} from './windows.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const nowMs = Date.parse('2026-11-20T12:30:00Z')
const hourly = { bucketMs: hourMs, overlapMs: 48 * hourMs, backfillMs: 90 * dayMs, windowMs: 7 * dayMs }
const fresh: Standing = {
  highWaterAtMs: null,
  historyFromMs: null,
  historyReadToMs: null,
  checkpoint: null,
}
type Spans = typeof hourly | { bucketMs: null; overlapMs: number; backfillMs: number; windowMs: number }

const at = (ms: number): string => new Date(ms).toISOString().slice(0, 16)

/** Everything that one run reads when nothing cuts it off, and where it ends. */
function readAll(
  from: Standing,
  stream: Spans,
  runAtMs: number,
): { spans: [number, number][]; standing: Standing } {
  const spans: [number, number][] = []
  let standing = from
  let isPresentRead = false
  for (let turn = 0; turn < 2_000; turn++) {
    const window = nextWindow(standing, stream, { nowMs: runAtMs, pass: `p${turn}` }, isPresentRead)
    if (!window) return { spans, standing }
    spans.push([window.fromMs, window.toMs])
    standing = afterWindow(standing, stream, window, `n${turn}`)
    if (window.part === 'present' && standing.checkpoint === null) isPresentRead = true
  }
  throw new Error('it has no end')
}

describe('the first reading of a stream', () => {
  it('takes the newest window first, then history down to where the vendor goes, without a gap', () => {
    const { spans, standing } = readAll(fresh, hourly, nowMs)
    expect(spans.slice(0, 2).map(([from, to]) => [at(from), at(to)])).toEqual([
      ['2026-11-13T13:00', '2026-11-20T12:30'],
      ['2026-11-06T13:00', '2026-11-13T13:00'],
    ])
    expect(at(spans.at(-1)?.[0] ?? 0)).toBe('2026-08-22T13:00')
    expect(standing).toEqual({
      highWaterAtMs: nowMs,
      historyFromMs: Date.parse('2026-08-22T13:00Z'),
      historyReadToMs: Date.parse('2026-08-22T13:00Z'),
      checkpoint: null,
    })
  })

  it('reads a list once, whatever the time', () => {
    const list = { bucketMs: null, overlapMs: 0, backfillMs: 0, windowMs: dayMs }
    const first = readAll(fresh, list, nowMs)
    expect(first.spans).toEqual([[nowMs, nowMs]])
    expect(readAll(first.standing, list, nowMs + 9 * dayMs).spans).toHaveLength(1)
    expect(progressOf(first.standing)).toBe(1)
  })

  it('has one window when the history is shorter than one', () => {
    const short = { ...hourly, backfillMs: 49 * hourMs, windowMs: 90 * dayMs }
    expect(readAll(fresh, short, nowMs).spans.map(([from]) => at(from))).toEqual(['2026-11-18T12:00'])
  })
})

describe('a later reading', () => {
  const { standing } = readAll(fresh, hourly, nowMs)

  it('begins at the overlap before the last one, where a bucket does', () => {
    const { spans } = readAll(standing, hourly, nowMs + 15 * 60_000)
    expect(spans.map(([from, to]) => [at(from), at(to)])).toEqual([['2026-11-18T12:00', '2026-11-20T12:45']])
  })

  it('begins there with what an earlier one remembers of its rows', () => {
    expect(at(readAgainFromMs(hourly, nowMs))).toBe('2026-11-18T12:00')
  })

  it('cuts what gathered in a long silence into windows, newest first, down to the overlap', () => {
    const { spans, standing: after } = readAll(standing, hourly, nowMs + 20 * dayMs)
    expect(spans.map(([from, to]) => [at(from), at(to)])).toEqual([
      ['2026-12-03T13:00', '2026-12-10T12:30'],
      ['2026-11-26T13:00', '2026-12-03T13:00'],
      ['2026-11-19T13:00', '2026-11-26T13:00'],
      ['2026-11-18T12:00', '2026-11-19T13:00'],
    ])
    expect(after.highWaterAtMs).toBe(nowMs + 20 * dayMs)
  })

  it('asks for nothing that the vendor has forgotten by now', () => {
    const { spans } = readAll(standing, hourly, nowMs + 400 * dayMs)
    const oldest = Math.min(...spans.map(([from]) => from))
    expect(nowMs + 400 * dayMs - oldest).toBeLessThanOrEqual(hourly.backfillMs)
  })

  it('goes on with windows of one bucket inside a long overlap', () => {
    const daily = { bucketMs: dayMs, overlapMs: 30 * dayMs, backfillMs: 60 * dayMs, windowMs: dayMs }
    const first = readAll(fresh, daily, nowMs)
    expect(readAll(first.standing, daily, nowMs + hourMs).spans).toHaveLength(31)
  })
})

describe('the windows of one reading', () => {
  it('begin at their first page, each whole and under a name of its own', () => {
    const first = nextWindow(fresh, hourly, { nowMs, pass: 'p' }, false) ?? never()
    expect(first).toMatchObject({ part: 'present', page: null, pass: 'p', isWhole: true, topMs: nowMs })
    const silent = { ...fresh, highWaterAtMs: nowMs - 20 * dayMs }
    const newest = nextWindow(silent, hourly, { nowMs, pass: 'p' }, false) ?? never()
    const cut = { ...newest, page: 'page-9', isWhole: false }
    expect(afterWindow(silent, hourly, cut, 'q').checkpoint).toEqual({
      part: 'present',
      fromMs: newest.fromMs - hourly.windowMs,
      toMs: newest.fromMs,
      page: null,
      pass: 'q',
      topMs: nowMs,
      isWhole: true,
    })
  })

  it('go no further back than history did when it began, although more would be kept now', () => {
    const standing: Standing = {
      ...fresh,
      highWaterAtMs: nowMs,
      historyFromMs: nowMs - 10 * dayMs,
      historyReadToMs: nowMs - 7 * dayMs,
    }
    const window = nextWindow(standing, hourly, { nowMs, pass: 'p' }, true)
    expect([window?.fromMs, window?.toMs, window?.part]).toEqual([
      nowMs - 10 * dayMs,
      nowMs - 7 * dayMs,
      'history',
    ])
    const later = { ...standing, highWaterAtMs: nowMs + hourMs }
    expect(afterWindow(standing, hourly, { ...(window ?? never()), part: 'present' }, 'q')).toMatchObject({
      historyFromMs: standing.historyFromMs,
      historyReadToMs: standing.historyReadToMs,
    })
    expect(isBehind(later, hourly, nowMs)).toBe(true)
    expect(isBehind({ ...later, historyReadToMs: later.historyFromMs }, hourly, nowMs)).toBe(false)
    expect(isBehind(later, hourly, nowMs + 200 * dayMs)).toBe(false)
  })

  it('are of milliseconds where a stream has no buckets', () => {
    const single = { bucketMs: null, overlapMs: hourMs, backfillMs: 90 * dayMs, windowMs: dayMs }
    const window = nextWindow(fresh, single, { nowMs: nowMs + 1, pass: 'p' }, false)
    expect(window?.fromMs).toBe(nowMs + 1 - dayMs)
    expect(readAgainFromMs(single, nowMs + 1)).toBe(nowMs + 1 - hourMs)
    expect(narrower(single, { fromMs: 0, toMs: 2 * dayMs + 3 })).toBe(dayMs + 1)
  })
})

describe('a reading that was cut off', () => {
  it('goes on with the page, window and name that it had', () => {
    const window = nextWindow(fresh, hourly, { nowMs, pass: 'p' }, false)
    if (!window) throw new Error('nothing to read')
    const standing = { ...fresh, checkpoint: afterPage(window, 'page-2', true) }
    expect(nextWindow(standing, hourly, { nowMs: nowMs + dayMs, pass: 'other' }, false)).toEqual({
      ...window,
      page: 'page-2',
    })
  })

  it('begins its window anew under another name when its page is gone', () => {
    const window = nextWindow(fresh, hourly, { nowMs, pass: 'p' }, false)
    if (!window) throw new Error('nothing to read')
    const cut = afterPage(window, 'page-2', false)
    expect(cut.isWhole).toBe(false)
    expect(fromItsStart(cut, 'q')).toEqual({ ...window, pass: 'q' })
  })

  it('knows from one skipped row on that the window is not whole', () => {
    const window = nextWindow(fresh, hourly, { nowMs, pass: 'p' }, false)
    if (!window) throw new Error('nothing to read')
    expect(afterPage(afterPage(window, '2', false), '3', true).isWhole).toBe(false)
    expect(afterPage(afterPage(window, '2', true), '3', true).isWhole).toBe(true)
  })
})

describe('progress', () => {
  it('is the share of the history that is read', () => {
    expect(progressOf(fresh)).toBe(0)
    const half = { highWaterAtMs: 100, historyFromMs: 0, historyReadToMs: 50, checkpoint: null }
    expect(progressOf(half)).toBe(0.5)
    expect(progressOf({ ...half, historyReadToMs: 0 })).toBe(1)
    expect(progressOf({ ...half, historyFromMs: 60, historyReadToMs: 90 })).toBe(0.25)
    expect(progressOf({ ...half, historyFromMs: null })).toBe(1)
    expect(progressOf({ ...half, historyReadToMs: null })).toBe(1)
    expect(progressOf({ ...half, historyFromMs: 100 })).toBe(1)
    expect(progressOf({ ...half, historyFromMs: 60, historyReadToMs: 40 })).toBe(1)
    expect(progressOf({ ...half, historyReadToMs: 120 })).toBe(0)
  })

  it('is whole when the vendor forgot the rest before it was read', () => {
    const slow = {
      highWaterAtMs: nowMs,
      historyFromMs: nowMs - 90 * dayMs,
      historyReadToMs: nowMs - 20 * dayMs,
      checkpoint: null,
    }
    const later = nowMs + 80 * dayMs
    expect(nextWindow(slow, hourly, { nowMs: later, pass: 'p' }, true)).toBeNull()
    expect(progressOf(withoutForgotten(slow))).toBe(1)
    expect(withoutForgotten(slow)).toEqual({ ...slow, historyFromMs: slow.historyReadToMs })
  })
})

describe('a long history', () => {
  const growing = { ...hourly, emptyWindowMs: 30 * dayMs }

  it('is asked for in windows that double while nothing is in them, up to what the stream bears', () => {
    const widths = [7 * dayMs]
    for (let turn = 0; turn < 4; turn++) widths.push(widthAfter(growing, widths.at(-1) ?? 0, true))
    expect(widths.map((ms) => ms / dayMs)).toEqual([7, 14, 28, 30, 30])
    expect(widthAfter(growing, 30 * dayMs, false)).toBe(7 * dayMs)
    expect(widthAfter(hourly, 7 * dayMs, true)).toBe(7 * dayMs)
  })

  it('ends with what the plan keeps, and never within the overlap', () => {
    expect(keptBy(hourly, 30 * dayMs, '')).toEqual({ ...hourly, backfillMs: 30 * dayMs })
    expect(keptBy(hourly, 400 * dayMs, '')).toEqual(hourly)
    expect(keptBy(hourly, dayMs, '').backfillMs).toBe(hourly.overlapMs)
    expect(keptBy(hourly, 30 * dayMs, '60').backfillMs).toBe(30 * dayMs)
  })

  it('goes no further back than the operator wants, whose word is a whole number of days or nothing', () => {
    const days = (wanted: string) => keptBy(hourly, 400 * dayMs, wanted).backfillMs / dayMs
    expect(['20', '1', '500', '', '0', '-5', '20.5', 'all'].map(days)).toEqual([
      20, 2, 90, 90, 90, 90, 90, 90,
    ])
  })

  it('is read without a gap, whatever windows are empty or refused on the way', () => {
    const chance = fc.array(fc.constantFrom('empty', 'full', 'refused'), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(chance, (turns) => {
        let standing = afterWindow(
          fresh,
          growing,
          nextWindow(fresh, growing, { nowMs, pass: 'p' }, false) ?? never(),
          'n',
        )
        let widthMs = growing.windowMs
        let reachedMs = standing.historyReadToMs ?? 0
        for (let turn = 0; turn < 3_000; turn++) {
          const asked = { ...growing, windowMs: widthMs }
          const window = nextWindow(standing, asked, { nowMs, pass: `${turn}` }, true)
          if (!window) break
          const seen = turns[turn % turns.length]
          const narrowMs = seen === 'refused' ? narrower(growing, window) : null
          expect(window.toMs).toBe(reachedMs)
          expect(window.toMs - window.fromMs).toBeLessThanOrEqual(growing.emptyWindowMs)
          expect(window.fromMs % hourMs).toBe(0)
          if (narrowMs !== null) {
            expect(narrowMs).toBeLessThan(window.toMs - window.fromMs)
            widthMs = narrowMs
            continue
          }
          standing = afterWindow(standing, growing, window, 'n')
          reachedMs = window.fromMs
          widthMs = widthAfter(growing, widthMs, seen === 'empty')
        }
        expect(reachedMs).toBe(standing.historyFromMs)
      }),
      { numRuns: 100 },
    )
  })

  it('may end where a vendor refuses the first page of an old window, and nothing else', () => {
    const window = nextWindow(fresh, hourly, { nowMs, pass: 'p' }, false) ?? never()
    const old = { ...window, part: 'history' as const }
    const rejected = (status: number) => ({ tag: 'rejected' as const, status, detail: null, code: null })
    expect([400, 422].map((status) => mayBeTooOld(rejected(status), old))).toEqual([true, true])
    expect(mayBeTooOld({ tag: 'gone', detail: null }, old)).toBe(true)
    expect(mayBeTooOld(rejected(400), window)).toBe(false)
    expect(mayBeTooOld(rejected(400), { ...old, page: 'p2' })).toBe(false)
    expect(mayBeTooOld(rejected(409), old)).toBe(false)
    expect(mayBeTooOld({ tag: 'forbidden', detail: null }, old)).toBe(false)
    expect(mayBeTooOld({ tag: 'timeout' }, old)).toBe(false)
  })

  it('is narrowed down to a day, or to a window where that is shorter', () => {
    const span = (ms: number) => ({ fromMs: 0, toMs: ms })
    expect(narrower(hourly, span(7 * dayMs))).toBe(84 * hourMs)
    expect(narrower(hourly, span(2 * dayMs))).toBe(dayMs)
    expect(narrower(hourly, span(2 * dayMs - hourMs))).toBeNull()
    expect(narrower({ bucketMs: null, windowMs: 6 * hourMs }, span(12 * hourMs))).toBe(6 * hourMs)
    expect(narrower({ bucketMs: dayMs, windowMs: 30 * dayMs }, span(dayMs))).toBeNull()
  })
})

function never(): never {
  throw new Error('nothing to read')
}

describe('whatever a stream declares', () => {
  const spans = fc
    .record({
      bucketMs: fc.constantFrom(60_000, hourMs, dayMs),
      windows: fc.integer({ min: 1, max: 40 }),
      overlap: fc.integer({ min: 1, max: 40 }),
      more: fc.integer({ min: 0, max: 200 }),
    })
    .map(({ bucketMs, windows, overlap, more }) => ({
      bucketMs,
      windowMs: windows * bucketMs,
      overlapMs: overlap * bucketMs,
      backfillMs: (overlap + more) * bucketMs,
    }))

  it('reads every bucket of the past once and then the overlap again, in windows that are not too long', () => {
    fc.assert(
      fc.property(
        spans,
        fc.integer({ min: 0, max: dayMs }),
        fc.array(fc.integer({ min: 1, max: 3 * dayMs }), { maxLength: 4 }),
        (stream, offsetMs, pausesMs) => {
          let runAtMs = nowMs + offsetMs
          let standing = fresh
          const read: [number, number][] = []
          for (const pauseMs of [0, ...pausesMs]) {
            runAtMs += pauseMs
            const before = standing
            const run = readAll(standing, stream, runAtMs)
            standing = run.standing
            read.push(...run.spans)
            expect(run.spans[0]?.[1]).toBe(runAtMs)
            const again =
              before.highWaterAtMs === null ? runAtMs : readAgainFromMs(stream, before.highWaterAtMs)
            const reachable = Math.max(again, runAtMs - stream.backfillMs + stream.bucketMs)
            expect(Math.min(...run.spans.map(([from]) => from))).toBeLessThanOrEqual(reachable)
            expect(isBehind(standing, stream, runAtMs)).toBe(false)
          }
          for (const [from, to] of read) {
            expect(to - from).toBeGreaterThan(0)
            expect(to - from).toBeLessThanOrEqual(stream.windowMs)
            expect(from % stream.bucketMs).toBe(0)
          }
          const first = standing.historyFromMs ?? 0
          const sorted = read.toSorted(([a], [b]) => a - b)
          let reachedMs = sorted[0]?.[0] ?? 0
          expect(reachedMs).toBeLessThanOrEqual(first)
          // A bucket that begins before what the vendor still gives is out of reach, however little of it is missing.
          const isReachable = runAtMs - nowMs < stream.backfillMs - stream.bucketMs
          for (const [from, to] of sorted) {
            if (isReachable) expect(from).toBeLessThanOrEqual(reachedMs)
            reachedMs = Math.max(reachedMs, to)
          }
          expect(reachedMs).toBe(runAtMs)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('reads the same whatever the moments at which it is cut off', () => {
    fc.assert(
      fc.property(
        spans,
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 50 }),
        (stream, cuts) => {
          let standing = fresh
          const read: [number, number][] = []
          let isPresentRead = false
          for (let turn = 0; turn < 2_000; turn++) {
            const isCut = turn % (cuts[turn % cuts.length] ?? 1) === 0
            if (isCut) isPresentRead = standing.highWaterAtMs !== null
            const window = nextWindow(standing, stream, { nowMs, pass: `${turn}` }, isPresentRead)
            if (!window) break
            read.push([window.fromMs, window.toMs])
            standing = afterWindow(standing, stream, window, 'n')
            if (window.part === 'present' && standing.checkpoint === null) isPresentRead = true
          }
          expect(read).toEqual(readAll(fresh, stream, nowMs).spans)
        },
      ),
      { numRuns: 100 },
    )
  })
})
