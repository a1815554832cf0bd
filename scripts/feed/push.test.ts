import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Item, PushStopped, push, type Tally } from './push.ts'

type Pushed = { events: { id: string; prompt: string }[] }
type Answering = (body: Pushed, response: ServerResponse, request: IncomingMessage) => void

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(answer: Answering): Promise<string> {
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    answer(JSON.parse(text) as Pushed, response, request)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const take = (body: Pushed, response: ServerResponse) =>
  response.end(JSON.stringify({ ingested: body.events.length, duplicates: 0, quarantined: 0 }))

function refuse(response: ServerResponse, status: number, issues?: { path: string; message: string }[]) {
  response.statusCode = status
  response.end(JSON.stringify({ detail: 'no', error: { message: 'no', issues } }))
}

const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ line: index + 1, event: { id: `e${index}`, prompt: 'p' } }))

async function pushed(url: string, count: number, more: { patienceMs?: number; signal?: AbortSignal } = {}) {
  const tally: Tally = { sent: 0, ingested: 0, duplicates: 0, quarantined: 0, skipped: 0 }
  const skipped: string[] = []
  const waitsMs: number[] = []
  const target = {
    url,
    key: 'afk_test_secret',
    signal: new AbortController().signal,
    onSkip: (line: number, reason: string) => skipped.push(`${line} ${reason}`),
    onWait: (_: string, waitMs: number) => waitsMs.push(waitMs),
    ...more,
  }
  let error: unknown
  await push(items(count), target, tally).catch((thrown: unknown) => {
    error = thrown
  })
  return { tally, skipped, waitsMs, error }
}

describe('push', () => {
  test('sends the key and adds up what the server answers', async () => {
    let seen: string | undefined
    const url = await serve((_, response, request) => {
      seen = `${request.method} ${request.url} ${request.headers.authorization}`
      response.end(JSON.stringify({ ingested: 1, duplicates: 2, quarantined: 3 }))
    })
    const { tally, error } = await pushed(url, 6)
    expect(error).toBeUndefined()
    expect(seen).toBe('POST /api/v1/ingest/llm Bearer afk_test_secret')
    expect(tally).toEqual({ sent: 6, ingested: 1, duplicates: 2, quarantined: 3, skipped: 0 })
  })

  test('halves what is too large until it fits, and skips an event that is too large alone', async () => {
    const sizes: number[] = []
    const url = await serve((body, response) => {
      sizes.push(body.events.length)
      if (body.events.length > 2 || body.events.some(({ id }) => id === 'e4')) refuse(response, 413)
      else take(body, response)
    })
    const { tally, skipped } = await pushed(url, 5)
    expect(sizes).toEqual([5, 3, 2, 1, 2, 1, 1])
    expect(tally).toMatchObject({ sent: 4, ingested: 4, skipped: 1 })
    expect(skipped).toEqual(['5 too large for the server'])
  })

  test('skips the events that the server finds invalid and sends the others', async () => {
    const url = await serve((body, response) => {
      const issues = body.events.flatMap(({ id }, index) =>
        id === 'e1' || id === 'e3' ? [{ path: `events.${index}.actor_email`, message: 'Invalid email' }] : [],
      )
      if (issues.length > 0) refuse(response, 422, issues.slice(0, 1))
      else take(body, response)
    })
    const { tally, skipped } = await pushed(url, 4)
    expect(skipped).toEqual(['2 actor_email: Invalid email', '4 actor_email: Invalid email'])
    expect(tally).toMatchObject({ sent: 2, ingested: 2, skipped: 2 })
  })

  test('stops when a refusal as invalid names no event of the batch', async () => {
    const url = await serve((_, response) => refuse(response, 422, [{ path: 'events.9.id', message: 'x' }]))
    const { error, tally } = await pushed(url, 2)
    expect(error).toBeInstanceOf(PushStopped)
    expect(tally.skipped).toBe(0)
  })

  test.each([429, 500, 503])('tries again after %i and then counts once', async (status) => {
    let asked = 0
    const url = await serve((body, response) =>
      ++asked === 1 ? refuse(response, status) : take(body, response),
    )
    const { tally, waitsMs } = await pushed(url, 3)
    expect(asked).toBe(2)
    expect(waitsMs).toHaveLength(1)
    expect(tally).toMatchObject({ sent: 3, ingested: 3 })
  })

  test('waits at least as long as Retry-After says', async () => {
    let asked = 0
    const url = await serve((body, response) => {
      if (++asked > 1) return void take(body, response)
      response.setHeader('retry-after', '1')
      refuse(response, 429)
    })
    const { waitsMs } = await pushed(url, 1)
    expect(waitsMs[0]).toBeGreaterThanOrEqual(1000)
  })

  test('tries again when the connection breaks', async () => {
    let asked = 0
    const url = await serve((body, response, request) =>
      ++asked === 1 ? request.socket.destroy() : take(body, response),
    )
    const { tally } = await pushed(url, 1)
    expect(tally.ingested).toBe(1)
  })

  test('stops when the server stays away beyond its patience', async () => {
    const url = await serve((_, response) => refuse(response, 503))
    const { error, tally } = await pushed(url, 1, { patienceMs: 300 })
    expect(error).toBeInstanceOf(PushStopped)
    expect(tally.sent).toBe(0)
  })

  test.each([400, 401, 403, 404])('does not repeat what is refused with %i', async (status) => {
    let asked = 0
    const url = await serve((_, response) => {
      asked += 1
      refuse(response, status)
    })
    const { error } = await pushed(url, 1)
    expect(error).toBeInstanceOf(PushStopped)
    expect(asked).toBe(1)
  })

  test('ends a wait when it is told to', async () => {
    const stopping = new AbortController()
    const url = await serve((_, response) => {
      response.setHeader('retry-after', '60')
      refuse(response, 503)
      setTimeout(() => stopping.abort(), 20)
    })
    const { error } = await pushed(url, 1, { signal: stopping.signal })
    expect(error).toHaveProperty('name', 'AbortError')
  })
})
