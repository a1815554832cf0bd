import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { heartbeatIntervalMs, type LiveFrame } from '../../analytics/contract/live.ts'
import { type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

type Viewer = {
  frames: LiveFrame[]
  ids(): string[]
  cursor(): number
  close(code?: number): void
  closed: Promise<number>
}

function open(query = '', options: WebSocket.ClientOptions = {}, protocols: string[] = []): Viewer {
  const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/ws/events${query}`, protocols, options)
  const frames: LiveFrame[] = []
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as LiveFrame
    frames.push(frame)
    // Who never says what they have read is sent no more after a while.
    if (frame.type === 'events') socket.send(JSON.stringify({ type: 'ack', cursor: frame.cursor }))
  })
  socket.on('error', () => undefined)
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  return {
    frames,
    ids: () =>
      frames.flatMap((frame) =>
        frame.type === 'event'
          ? [frame.event.id]
          : frame.type === 'events'
            ? frame.events.map(({ id }) => id)
            : [],
      ),
    cursor: () => Math.max(...frames.map((frame) => ('cursor' in frame ? frame.cursor : 0))),
    close: (code) => socket.close(code),
    closed,
  }
}

const token = () => `?token=${stack.apiKey}`
const ready = (viewer: Viewer) =>
  until(
    () => viewer.frames.length,
    (count) => count > 0,
  )
const push = (ids: readonly string[], more: Record<string, unknown> = {}) =>
  stack.ingest(ids.map((id) => ({ id, model_name: 'gpt-5-mini', prompt: 'hello', ...more })))
const seen = (viewer: Viewer, ...ids: string[]) =>
  until(
    () => viewer.ids(),
    (all) => ids.every((id) => all.includes(id)),
  )

describe('the live feed', () => {
  it('greets with the server time and a cursor, then shows events as they happen', async () => {
    const viewer = open(token())
    await ready(viewer)
    expect(viewer.frames[0]).toMatchObject({
      type: 'hello',
      server_time: expect.any(String),
      cursor: expect.any(Number),
    })
    await push(['live-1'])
    await seen(viewer, 'live-1')
    expect(viewer.frames.find((frame) => frame.type === 'event')).toMatchObject({
      event: { id: 'live-1', vendor_id: 'openai', prompt_excerpt: 'hello', compliance_hits: [] },
    })
    viewer.close()
  })

  it('coalesces a burst into few frames', async () => {
    const viewer = open(token())
    await ready(viewer)
    const ids = Array.from({ length: 150 }, (_, index) => `burst-${index}`)
    await push(ids)
    await seen(viewer, ...ids)
    expect(viewer.frames.length).toBeLessThan(10)
    viewer.close()
  })

  it.each(['cookie', 'bearer', 'subprotocol'])('takes proof by %s', async (way) => {
    const { cookie } = await stack.signIn('viewer@demo.test')
    const viewer =
      way === 'cookie'
        ? open('', { headers: { cookie, origin: stack.url } })
        : way === 'bearer'
          ? open('', { headers: { authorization: `Bearer ${stack.apiKey}` } })
          : open('', {}, [stack.apiKey])
    await ready(viewer)
    expect(viewer.frames[0]?.type).toBe('hello')
    viewer.close()
  })

  it('closes with 1008 whoever cannot say who they are', async () => {
    expect(await open().closed).toBe(1008)
    expect(await open('?token=afk_000000000000_AAAAAAAAAAAAAAAAAAAAAAAA').closed).toBe(1008)
    const { cookie } = await stack.signIn('viewer@demo.test')
    expect(await open('', { headers: { cookie, origin: 'https://evil.example' } }).closed).toBe(1008)
  })

  it.each([
    [undefined, 1000],
    [1000, 1000],
    [4000, 4000],
  ])('closed with %s is closed with %i, and not only given up by its reader', async (told, heard) => {
    const viewer = open(token())
    await ready(viewer)
    viewer.close(told)
    expect(await viewer.closed).toBe(heard)
  })

  it('resumes from a cursor without a gap and without a repeat', async () => {
    const first = open(token())
    await ready(first)
    await push(['resume-1', 'resume-2'])
    await seen(first, 'resume-2')
    const cursor = first.cursor()
    first.close()
    await first.closed
    await push(['resume-3', 'resume-4'])
    await push(['resume-5'])
    const second = open(`${token()}&cursor=${cursor}`)
    await seen(second, 'resume-5')
    await push(['resume-6'])
    await seen(second, 'resume-6')
    expect(second.ids()).toEqual(['resume-3', 'resume-4', 'resume-5', 'resume-6'])
    expect(second.frames.some((frame) => frame.type === 'gap')).toBe(false)
    second.close()
  })

  it('names what it no longer remembers as a gap', async () => {
    const viewer = open(token())
    await ready(viewer)
    const start = viewer.cursor()
    for (let batch = 0; batch < 12; batch += 1) {
      await push(Array.from({ length: 1000 }, (_, index) => `flood-${batch}-${index}`))
    }
    await until(
      () => viewer.cursor(),
      (cursor) => cursor >= start + 12_000,
    )
    viewer.close()
    const late = open(`${token()}&cursor=${start}`)
    await until(
      () => late.cursor(),
      (cursor) => cursor >= start + 12_000,
    )
    const gap = late.frames.find((frame) => frame.type === 'gap')
    expect(gap).toMatchObject({ from: start + 1 })
    const missing = gap?.type === 'gap' ? gap.to - gap.from + 1 : 0
    expect(missing + late.ids().length).toBe(12_000)
    late.close()
  })

  it('sends only what was asked for', async () => {
    const violations = open(`${token()}&only_violations=true`)
    const critical = open(`${token()}&severity=critical`)
    const anthropic = open(`${token()}&vendor_id=anthropic`)
    await Promise.all([violations, critical, anthropic].map(ready))
    await push(['plain'])
    await push(['mail'], { prompt: 'write to a@b.org' })
    await push(['ssn'], { prompt: 'SSN 536-90-4399' })
    await push(['claude'], { model_name: 'claude-sonnet-4-6' })
    await Promise.all([seen(violations, 'mail', 'ssn'), seen(critical, 'ssn'), seen(anthropic, 'claude')])
    expect([violations.ids(), critical.ids(), anthropic.ids()]).toEqual([
      ['mail', 'ssn'],
      ['ssn'],
      ['claude'],
    ])
    for (const viewer of [violations, critical, anthropic]) viewer.close()
  })

  it('sends a heartbeat at least every 15 seconds', async () => {
    const viewer = open(token())
    expect(heartbeatIntervalMs).toBeLessThanOrEqual(15_000)
    // A busy machine may be late by more than the second that is left.
    await until(
      () => viewer.frames.some(({ type }) => type === 'heartbeat'),
      Boolean,
      2 * heartbeatIntervalMs,
    )
    viewer.close()
  })

  it('refuses a plain GET', async () => {
    expect((await stack.call('GET', '/ws/events')).status).toBe(400)
  })
})
