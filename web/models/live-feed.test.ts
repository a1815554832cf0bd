import { expect, test } from 'vitest'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { admit, eventsOf } from './live-feed.ts'

const events = (...ids: string[]) => ids.map((id) => ({ id }) as AegisEvent)
const ids = (rows: readonly AegisEvent[]) => rows.map(({ id }) => id).join('')

test('arrivals go on top, the newest first', () => {
  expect(ids(admit(events('b', 'a'), events('c', 'd'), 10))).toBe('dcba')
})

test('the oldest fall off, and a flood leaves only its newest', () => {
  expect(ids(admit(events('b', 'a'), events('c'), 2))).toBe('cb')
  expect(ids(admit(events('a'), events('b', 'c', 'd', 'e'), 2))).toBe('ed')
})

test('only frames with events have any', () => {
  const [event] = events('a')
  if (event === undefined) throw new Error('no event')
  expect(ids(eventsOf({ type: 'event', cursor: 1, event }))).toBe('a')
  expect(ids(eventsOf({ type: 'events', cursor: 2, events: events('a', 'b') }))).toBe('ab')
  expect(eventsOf({ type: 'gap', from: 1, to: 2 })).toEqual([])
  expect(eventsOf({ type: 'heartbeat', server_time: '', cursor: 1 })).toEqual([])
})
