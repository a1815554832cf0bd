import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { runSync } from './sync.ts'
import { again, costBody, costRuns, place, stateOf, today } from './test-cost-runs.ts'

const { vendor, synced, storedCosts } = costRuns()

type Shard = ReturnType<typeof env.STREAM_SHARD.getByName>

describe('a line that the vendor no longer shows', () => {
  it('is taken back once the window was read to its end, and not before', async () => {
    await synced('vanish', () =>
      costBody(
        [
          [1, 'stays', 5],
          [1, 'goes', 7],
        ],
        null,
      ),
    )
    expect(await storedCosts()).toEqual({ stays: 5, goes: 7 })
    vendor.answer = (url) =>
      url.searchParams.has('page')
        ? new Response('', { status: 500, headers: { 'x-should-retry': 'false' } })
        : costBody([[1, 'stays', 5]], 'p2')
    await runSync(env, place, await again('vanish'))
    expect(await storedCosts()).toEqual({ stays: 5, goes: 7 })
    vendor.answer = (url) => costBody(url.searchParams.has('page') ? [] : [[1, 'stays', 5]], null)
    await runSync(env, place, await again('vanish'))
    expect(await storedCosts()).toEqual({ stays: 5, goes: 0 })
  })

  it('is taken back by the next run when the log was full at the end of this one', async () => {
    await synced('full', () => costBody([[1, 'full', 7]], null))
    vendor.answer = () => costBody([], null)
    const isFull = {
      getByName: (name: string) => ({
        append: (...given: Parameters<Shard['append']>) => env.STREAM_SHARD.getByName(name).append(...given),
        endReading: async () => ({ accepted: false, reason: 'behind', retryAfterS: 5 }),
      }),
    } as unknown as typeof env.STREAM_SHARD
    await runSync({ ...env, STREAM_SHARD: isFull }, place, await again('full'))
    expect(await stateOf('full')).toMatchObject({ last_error: expect.stringContaining('log is full') })
    await runSync(env, place, await again('full'))
    expect(await storedCosts()).toEqual({ full: 0 })
  })

  it.each(['only', 'first'])('stays when a row of its %s page could not be read', async (which) => {
    const id = `skipping-${which}`
    await synced(id, () => costBody([[1, id, 7]], null))
    vendor.answer = (url) =>
      url.searchParams.has('page')
        ? costBody([], null)
        : Response.json({
            data: [{ start_time: today / 1000, results: ['?'] }],
            next_page: which === 'first' ? 'p2' : null,
          })
    await runSync(env, place, await again(id))
    expect(await storedCosts()).toEqual({ [id]: 7 })
  })
})
