import { expect, test } from 'vitest'
import { pace } from './pace.ts'

const never = new AbortController().signal

test('lets no more go than the rate, and does not wait for the first', async () => {
  let atMs = 7
  const waits: number[] = []
  const wait = pace(
    100,
    () => atMs,
    async (ms) => {
      waits.push(ms)
      atMs += ms
    },
  )
  await wait(5, never)
  expect(waits).toEqual([])
  await wait(5, never)
  atMs += 20
  await wait(5, never)
  expect(waits).toEqual([50, 30])
})

test('waits by the clock', async () => {
  const wait = pace(100)
  const startedAtMs = performance.now()
  for (let times = 0; times < 3; times += 1) await wait(5, never)
  expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(95)
})

test('does not make up for a pause with a burst', async () => {
  let atMs = 0
  const wait = pace(1000, () => atMs)
  await wait(10, never)
  atMs = 60_000
  await wait(10, never)
  const stopped = AbortSignal.abort()
  await expect(wait(10, stopped)).rejects.toThrow()
})

test('does not wait without a rate', async () => {
  const wait = pace(undefined)
  await wait(1_000_000, never)
  await expect(wait(1, AbortSignal.abort())).resolves.toBeUndefined()
})
