import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { liveNames } from './live-names.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const by = (actorId: string | null, email: string | null = null) =>
  ({ id: 'e', actor_id: actorId, actor_email: email }) as AegisEvent

/** A directory that knows everybody but those whose id begins with an x. */
function directory() {
  const requests: string[][] = []
  return {
    requests,
    ask: async (ids: readonly string[]) => {
      requests.push([...ids])
      return new Map(ids.filter((id) => !id.startsWith('x')).map((id) => [id, `${id}@example.com`]))
    },
  }
}

test('who is new is gathered into one request, and named from then on', async () => {
  const { requests, ask } = directory()
  const names = liveNames(ask)
  expect(names.named(by('a')).actor_email).toBeNull()
  names.named(by('b'))
  names.named(by('a'))
  names.named(by(null))
  names.named(by('c', 'c@example.com'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(requests).toEqual([['a', 'b']])
  expect(names.named(by('a')).actor_email).toBe('a@example.com')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests).toHaveLength(1)
  names.dispose()
})

test('more than fit a request are asked for one after the other, with a pause between', async () => {
  const { requests, ask } = directory()
  const names = liveNames(ask)
  for (let index = 0; index < 250; index += 1) names.named(by(`p${index}`))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(requests.map(({ length }) => length)).toEqual([100])
  await vi.advanceTimersByTimeAsync(4_999)
  expect(requests).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(5_001)
  expect(requests.map(({ length }) => length)).toEqual([100, 100, 50])
  expect(names.known.value.size).toBe(250)
  names.dispose()
})

test('who has no name is asked for again only after two minutes, and nobody after the page is left', async () => {
  const { requests, ask } = directory()
  const names = liveNames(ask)
  names.named(by('x1'))
  await vi.advanceTimersByTimeAsync(1_000)
  names.named(by('x1'))
  await vi.advanceTimersByTimeAsync(110_000)
  expect(requests).toEqual([['x1']])
  await vi.advanceTimersByTimeAsync(10_000)
  names.named(by('x1'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(requests).toEqual([['x1'], ['x1']])
  names.dispose()
  names.named(by('late'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(requests).toHaveLength(2)
})

test('a request that fails leaves pseudonyms as they are', async () => {
  const names = liveNames(async () => {
    throw new Error('away')
  })
  names.named(by('a'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(names.named(by('a')).actor_email).toBeNull()
  names.dispose()
})
