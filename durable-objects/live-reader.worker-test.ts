import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, it, vi } from 'vitest'
import { LiveReader } from './live-reader.ts'
import { StreamLog } from './stream-log.ts'

afterEach(() => vi.useRealTimers())

const t0 = Date.parse('2026-11-20T12:00:00Z')

/** A reader of a log that has one event, and the room that it shows it to. */
async function reading(name: string, work: (reader: LiveReader, room: ReturnType<typeof roomOf>) => unknown) {
  await runInDurableObject(env.STREAM_SHARD.getByName(`reader-${name}`), async (_shard, { storage }) => {
    const log = new StreamLog(storage.sql)
    const body = new TextEncoder().encode('{"id":"a"}\n').buffer as ArrayBuffer
    log.add({ table: 'events', batchId: 'b', rows: 1, body }, t0)
    await work(new LiveReader(log), roomOf(name))
  })
}
const roomOf = (name: string) => env.LIVE_ROOM.getByName(`us/${name}/live`)

it('tells a room that nobody looks at once for all that is written in a moment', async () => {
  await reading('unwatched', async (reader, room) => {
    vi.useFakeTimers({ now: t0, toFake: ['Date', 'setTimeout'] })
    const show = vi.fn()
    reader.soon(t0, show)
    expect(show).toHaveBeenCalledTimes(1)
    await reader.show(room, 0)
    for (const atMs of [1, 50, 249]) reader.soon(t0 + atMs, show)
    expect(show).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(248)
    expect(show).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1)
    expect(show).toHaveBeenCalledTimes(2)
    reader.soon(t0 + 250, show)
    expect(show).toHaveBeenCalledTimes(3)
  })
})

it('tells a room that is looked at each time, and a clock that was set back holds nothing up', async () => {
  await reading('watched', async (reader, room) => {
    vi.useFakeTimers({ now: t0, toFake: ['Date', 'setTimeout'] })
    await room.join(0, null)
    const show = vi.fn()
    await reader.show(room, 0)
    reader.soon(t0 + 1, show)
    reader.soon(t0 + 2, show)
    expect(show).toHaveBeenCalledTimes(2)
    reader.soon(t0 - 5_000, show)
    expect(show).toHaveBeenCalledTimes(3)
  })
})
