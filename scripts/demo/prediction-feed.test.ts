import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { predictionFeed } from './prediction-feed.ts'

const hourMs = 3_600_000

let server: Server
let url: string
let stop: AbortController
let profile: Record<string, unknown> | null
let lastAt: string | null
let isStored: boolean
const calls: string[] = []
const batches: { id: string; model_name: string; timestamp: string }[][] = []

beforeEach(async () => {
  profile = null
  lastAt = null
  isStored = false
  calls.length = 0
  batches.length = 0
  stop = new AbortController()
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const path = request.url ?? ''
    calls.push(`${request.method} ${path}`)
    const answer = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'set-cookie': 'access=1; Path=/' })
        .end(JSON.stringify(body))
    if (path === '/api/v1/ingest/ml') {
      batches.push(JSON.parse(text).events)
      answer(200, {})
    } else if (path.startsWith('/api/v1/events') && path.includes('model=')) {
      const model = new URL(path, url).searchParams.get('model')
      // What was sent is out of the log when it is asked for again.
      const at = batches.flat().findLast(({ model_name }) => model_name === model)?.timestamp
      answer(200, { items: at !== undefined && isStored ? [{ created_at: at }] : [] })
      isStored = true
    } else if (path.startsWith('/api/v1/events')) {
      answer(200, { items: lastAt === null ? [] : [{ created_at: lastAt }] })
    } else if (path.endsWith('/learn')) {
      answer(request.headers['x-csrf-token'] === 'token' ? 200 : 403, {})
    } else if (path.startsWith('/api/v1/models/profiles/')) answer(profile ? 200 : 404, profile ?? {})
    else answer(200, { csrf_token: 'token' })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  stop.abort()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const feed = () =>
  predictionFeed({
    url,
    apiKey: 'afk_demo',
    seed: 'feed',
    backfillDays: 1,
    owner: { email: 'owner@demo.test', password: 'p' },
    pauseMs: 10,
    signal: stop.signal,
  })
const live = () => batches.filter((batch) => batch.length === 3).length

it('sends a history of every model, lets it be learned once, and goes on live', async () => {
  const running = feed()
  await expect.poll(live, { interval: 5 }).toBeGreaterThan(2)
  stop.abort()
  await running
  const past = batches.filter((batch) => batch.length > 3).flat()
  expect(past).toHaveLength(3 * 240)
  expect(new Set(past.map(({ id }) => id)).size).toBe(past.length)
  expect(calls.filter((call) => call.endsWith('/learn'))).toEqual(
    ['readmission-risk', 'claims-triage', 'no-show'].map(
      (name) => `POST /api/v1/models/profiles/${name}/learn`,
    ),
  )
})

it('waits with learning until what it sent can be asked for', async () => {
  const running = feed()
  await expect.poll(live, { interval: 5 }).toBeGreaterThan(0)
  stop.abort()
  await running
  const asked = calls.filter((call) => call.includes('model=no-show') || call.endsWith('claims-triage/learn'))
  expect(asked.map((call) => call.split(' ')[0])).toEqual(['GET', 'GET', 'POST'])
})

it('sends only what is missing, and learns nothing that is known', async () => {
  // An hour is ten predictions while the clock stands still; a moment more may be eleven.
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  profile = { reference_to: new Date().toISOString() }
  lastAt = new Date(Date.now() - hourMs).toISOString()
  const running = feed()
  await expect.poll(live, { interval: 5 }).toBeGreaterThan(0)
  stop.abort()
  await running
  const past = batches.filter((batch) => batch.length > 3).flat()
  expect(past.length).toBe(3 * 10)
  expect(past.every(({ timestamp }) => timestamp > (lastAt ?? ''))).toBe(true)
  expect(calls.some((call) => call.includes('learn') || call.includes('login'))).toBe(false)
})
