import { describe, expect, it } from 'vitest'
import type { AegisEvent } from '../analytics/contract/event.ts'
import { type Block, eventsOf, framesOf, type Numbered } from './live-frames.ts'

const eventOf = (seq: number, change: Partial<AegisEvent> = {}) =>
  ({ id: `e${seq}`, violation_type: null, severity: null, vendor_id: 'openai', ...change }) as AegisEvent
const itemsOf = (from: number, to: number): Numbered[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index, event: eventOf(from + index) }))
const blockOf = (from: number, to: number): Block => {
  const lines = itemsOf(from, to).map(({ event }) => `${JSON.stringify(event)}\n`)
  return { from, to, body: new TextEncoder().encode(lines.join('')).buffer as ArrayBuffer }
}
const everything = { severity: null, vendorId: null, onlyViolations: false }

describe('what some blocks hold behind a cursor', () => {
  const found = (blocks: Block[], after: number, to: number) => {
    const { items, gaps } = eventsOf(blocks, after, to)
    return [items.map(({ seq }) => seq), gaps]
  }

  it('is every event behind it, and what is missing before, between and after them', () => {
    const blocks = [blockOf(3, 4), blockOf(7, 8)]
    expect(found(blocks, 0, 10)).toEqual([
      [3, 4, 7, 8],
      [
        { from: 1, to: 2 },
        { from: 5, to: 6 },
        { from: 9, to: 10 },
      ],
    ])
    expect(found(blocks, 2, 8)).toEqual([[3, 4, 7, 8], [{ from: 5, to: 6 }]])
  })

  it('begins in the middle of a block, and is nothing behind the last', () => {
    expect(found([blockOf(1, 5)], 3, 5)).toEqual([[4, 5], []])
    expect(found([blockOf(1, 5)], 5, 5)).toEqual([[], []])
    expect(found([], 5, 5)).toEqual([[], []])
    expect(found([], 5, 6)).toEqual([[], [{ from: 6, to: 6 }]])
  })
})

describe('the frames of some events', () => {
  it('hold two hundred at most, each with the number of its last; a lone one stands by itself', () => {
    const frames = framesOf(itemsOf(11, 411), everything, null)
    expect(
      frames.map((frame) => [
        frame.type,
        'cursor' in frame && frame.cursor,
        frame.type === 'events' && frame.events.length,
      ]),
    ).toEqual([
      ['events', 210, 200],
      ['events', 410, 200],
      ['event', 411, false],
    ])
  })

  it('are none when nothing of them is wanted, and carry the numbers of those that are', () => {
    const items = itemsOf(1, 4).map(({ seq, event }) => ({
      seq,
      event: seq === 3 ? { ...event, severity: 'high' as const } : event,
    }))
    expect(framesOf(items, { ...everything, severity: 'low' }, null)).toEqual([])
    expect(framesOf(items, { ...everything, severity: 'high' }, null)).toMatchObject([
      { type: 'event', cursor: 3, event: { id: 'e3' } },
    ])
  })
})
