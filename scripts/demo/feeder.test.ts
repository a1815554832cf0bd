import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAnswerKey } from './answer-key.ts'
import { demoFeed, instantsBetween } from './feeder.ts'
import type { PushedEvent } from './prompts.ts'
import { FeedRefused } from './sending.ts'

const DAY_MS = 86_400_000

/** What stands at the other end: it keeps what it is sent, or refuses as told. */
type Receiver = {
  port: number
  readonly batches: PushedEvent[][]
  readonly authorizations: Set<string | undefined>
  readonly refusals: number[]
  open(): Promise<void>
  close(): Promise<void>
}

let folder: string
let receiver: Receiver
let stop: AbortController

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feeder-'))
  receiver = receiverOf()
  stop = new AbortController()
  await receiver.open()
})
afterEach(async () => {
  stop.abort()
  await receiver.close()
  await rm(folder, { recursive: true })
})

function receiverOf(): Receiver {
  let server: Server | null = null
  const self: Receiver = {
    port: 0,
    batches: [],
    authorizations: new Set(),
    refusals: [],
    async open() {
      server = createServer(async (request, response) => {
        let text = ''
        for await (const chunk of request) text += String(chunk)
        const refusal = self.refusals.shift()
        if (request.url === '/api/v1/ingest/llm' && request.method === 'POST' && refusal === undefined) {
          self.authorizations.add(request.headers.authorization)
          self.batches.push(JSON.parse(text).events)
        }
        response.writeHead(refusal ?? 202).end('{}')
      })
      await new Promise<void>((resolve) => server?.listen(self.port, '127.0.0.1', resolve))
      self.port = (server.address() as AddressInfo).port
    },
    async close() {
      const closing = server
      if (!closing) return
      server = null
      const closed = new Promise((resolve) => closing.close(resolve))
      closing.closeAllConnections()
      await closed
    },
  }
  return self
}

function feed(more: { ratePerMinute?: number; backfillDays?: number } = {}): Promise<void> {
  return demoFeed({
    url: `http://127.0.0.1:${receiver.port}`,
    apiKey: 'afk_demo',
    seed: 'feed',
    keyPath: join(folder, 'key.jsonl'),
    ratePerMinute: 6_000,
    signal: stop.signal,
    ...more,
  })
}

const received = () => receiver.batches.flat()
const arrived = (count: number) =>
  expect.poll(() => received().length, { interval: 5 }).toBeGreaterThanOrEqual(count)

describe('the feed', () => {
  it('first sends a history of 14 days in batches, oldest first, then goes on live', async () => {
    const startMs = Date.now()
    const running = feed()
    await expect
      .poll(() => receiver.batches.filter((batch) => batch.length === 1).length, { interval: 5 })
      .toBeGreaterThan(3)
    stop.abort()
    await running

    const past = received().filter((event) => Date.parse(event.timestamp) < startMs)
    // Some three thousand, more in some seasons; the feed looked at the clock a moment later.
    const expected = instantsBetween('feed', startMs - 14 * DAY_MS, startMs).length
    expect(expected).toBeGreaterThan(2_500)
    expect(Math.abs(past.length - expected)).toBeLessThan(20)
    expect(receiver.batches[0]).toHaveLength(200)
    expect(Math.max(...receiver.batches.map((batch) => batch.length))).toBe(200)
    const times = received().map((event) => event.timestamp)
    expect(times).toEqual(times.toSorted())
    expect(Date.parse(times[0] ?? '')).toBeGreaterThan(startMs - 14 * DAY_MS)
    expect(receiver.authorizations).toEqual(new Set(['Bearer afk_demo']))
  })

  it('keeps the rate', async () => {
    const running = feed({ ratePerMinute: 1_200, backfillDays: 0 })
    await arrived(15)
    stop.abort()
    await running
    const times = received().map((event) => Date.parse(event.timestamp))
    const pausesMs = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0))
    // Other work on the machine makes some pauses long and none short.
    const medianMs = pausesMs.toSorted((a, b) => a - b)[Math.floor(pausesMs.length / 2)] ?? 0
    expect(medianMs).toBeGreaterThan(20)
    expect(medianMs).toBeLessThan(400)
  })

  it('writes the key to every event it sends', async () => {
    const running = feed({ backfillDays: 3 })
    await arrived(100)
    stop.abort()
    await running
    const lines = new Map((await readAnswerKey(join(folder, 'key.jsonl'))).map((line) => [line.id, line]))
    for (const event of received()) {
      for (const { field, start, end, text } of lines.get(event.id)?.planted ?? [
        { field: 'prompt', start: 0, end: 0, text: 'no line' },
      ]) {
        expect(event[field].slice(start, end)).toBe(text)
      }
    }
  })

  it('loses and repeats nothing while the server is busy or away', async () => {
    receiver.refusals.push(503, 429)
    const running = feed({ backfillDays: 0 })
    await arrived(3)
    await receiver.close()
    await new Promise((resolve) => setTimeout(resolve, 120))
    const before = received().length
    await receiver.open()
    await arrived(before + 3)
    stop.abort()
    await running
    const ids = received().map((event) => event.id)
    expect(new Set(ids).size).toBe(ids.length)
    const keyed = (await readAnswerKey(join(folder, 'key.jsonl'))).map((line) => line.id)
    expect(keyed.slice(0, ids.length)).toEqual(ids)
    expect(keyed.length - ids.length).toBeLessThanOrEqual(1)
  })

  it('goes on after its last event when it is started again', async () => {
    const first = feed({ backfillDays: 7 })
    await arrived(201)
    stop.abort()
    await first
    const lines = await readAnswerKey(join(folder, 'key.jsonl'))
    const earlier = received().length
    stop = new AbortController()
    const second = feed({ backfillDays: 7 })
    await arrived(earlier + 3)
    stop.abort()
    await second
    const all = await readAnswerKey(join(folder, 'key.jsonl'))
    expect(all.map((line) => line.index)).toEqual(all.map((_, i) => i))
    const later = all.slice(lines.length).map((line) => line.at)
    expect(later.every((at) => at > (lines.at(-1)?.at ?? ''))).toBe(true)
  })

  it.each([400, 401, 403, 404, 422])('gives up when the server answers %i', async (status) => {
    receiver.refusals.push(status)
    await expect(feed({ backfillDays: 0 })).rejects.toThrow(FeedRefused)
  })
})

describe('the history', () => {
  const MONDAY_MS = Date.UTC(2026, 10, 9)

  it('follows the working week', () => {
    const days = Array.from(
      { length: 7 },
      (_, i) => instantsBetween('x', MONDAY_MS + i * DAY_MS, MONDAY_MS + (i + 1) * DAY_MS).length,
    )
    expect(Math.min(...days.slice(0, 5))).toBeGreaterThan(5 * Math.max(...days.slice(5)))
    expect(Math.max(...days.slice(5))).toBeGreaterThan(0)
  })

  it('is the same whole or in parts', () => {
    const middleMs = MONDAY_MS + 10 * 3_600_000 + 12_345
    const parts = [
      instantsBetween('x', MONDAY_MS, middleMs),
      instantsBetween('x', middleMs, MONDAY_MS + DAY_MS),
    ]
    expect(parts.flat()).toEqual(instantsBetween('x', MONDAY_MS, MONDAY_MS + DAY_MS))
    expect(parts.every((part) => part.length > 0)).toBe(true)
  })

  it('is empty when no time has passed', () => {
    expect(instantsBetween('x', MONDAY_MS, MONDAY_MS)).toEqual([])
  })
})
