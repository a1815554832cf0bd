import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { LiveFrame } from '../analytics/contract/live.ts'
import { noEvents } from '../analytics/reach.ts'
import { visitorHeader } from './live-room.ts'
import {
  cursorOf,
  entry,
  gapsOf,
  house,
  idsOf,
  type roomOf,
  type Seen,
  visitor,
} from './test-live-readers.ts'

/** What of some numbers was neither shown nor named as a gap, or more than once. */
function onceEach(frames: readonly LiveFrame[], from: number, to: number): string[] {
  const gaps = gapsOf(frames).flatMap((gap) =>
    Array.from({ length: gap.to - gap.from + 1 }, (_, index) => `e${gap.from + index}`),
  )
  const all = [...idsOf(frames), ...gaps]
  const wanted = Array.from({ length: to - from + 1 }, (_, index) => `e${from + index}`)
  return wanted.filter((id) => all.filter((each) => each === id).length !== 1)
}

describe('an organization’s live rooms', () => {
  it('show the same events under the same numbers, and let a reader go on in another one', async () => {
    const { publish, join } = house('rooms')
    const readers = await Promise.all([0, 1, 2].map((room) => join(room)))
    await publish(entry(1, 1, 3))
    for (const reader of readers)
      expect(idsOf(await reader.until((seen) => idsOf(seen).length >= 3))).toEqual(['e1', 'e2', 'e3'])
    await publish(entry(2, 4, 2))
    const moved = await Promise.all([0, 1, 2, 5].map((room) => join(room, { cursor: 2 })))
    for (const reader of moved) {
      const frames = await reader.until((seen) => idsOf(seen).length >= 3)
      expect([idsOf(frames), gapsOf(frames), cursorOf(frames)]).toEqual([['e3', 'e4', 'e5'], [], 5])
    }
  })

  it('miss nothing and repeat nothing for readers who come while events do, into whatever room', async () => {
    const { publish, join } = house('crowd')
    await join(1)
    const readers: Promise<Seen>[] = []
    for (let seq = 1; seq <= 120; seq += 1) {
      await publish(entry(seq, seq, 1))
      if (seq % 6 === 0) readers.push(join((seq / 6) % 4, { cursor: 0 }))
      if (seq % 40 === 0) await scheduler.wait(60)
    }
    const all = Array.from({ length: 120 }, (_, index) => `e${index + 1}`)
    for (const reader of await Promise.all(readers)) {
      const frames = await reader.until((seen) => idsOf(seen).includes('e120'))
      expect([idsOf(frames), gapsOf(frames)]).toEqual([all, []])
    }
  })

  it('make up for what was not passed on, from the memory of the first', async () => {
    const { publish, join, room } = house('hole')
    const reader = await join(3)
    await publish(entry(1, 1, 2))
    await reader.until((seen) => idsOf(seen).length >= 2)
    // What is published meanwhile is not passed on.
    await room(0).seated(3, 0)
    await publish(entry(2, 3, 2))
    await room(0).seated(3, 1)
    await publish(entry(3, 5, 1))
    expect(idsOf(await reader.until((seen) => idsOf(seen).includes('e5')))).toEqual([
      'e1',
      'e2',
      'e3',
      'e4',
      'e5',
    ])
    await room(0).seated(3, 0)
    await publish(entry(4, 6, 1))
    await runDurableObjectAlarm(room(3))
    await reader.until((seen) => idsOf(seen).includes('e6'))
    expect([idsOf(reader.frames), gapsOf(reader.frames)]).toEqual([['e1', 'e2', 'e3', 'e4', 'e5', 'e6'], []])
  })

  it('make up once for what was not passed on, however much comes meanwhile', async () => {
    const { publish, join, room } = house('holes')
    const reader = await join(3)
    await room(0).seated(3, 0)
    await publish(entry(1, 1, 2))
    await room(0).seated(3, 1)
    await Promise.all([publish(entry(2, 3, 1)), publish(entry(3, 4, 1)), publish(entry(4, 5, 1))])
    const frames = await reader.until((seen) => idsOf(seen).includes('e5'))
    expect([idsOf(frames), gapsOf(frames)]).toEqual([['e1', 'e2', 'e3', 'e4', 'e5'], []])
  })

  it('show or name everything once when what was not passed on has holes itself', async () => {
    const { publish, join, room } = house('leaky')
    const reader = await join(3)
    await room(0).seated(3, 0)
    await publish(entry(1, 1, 2), { seq: 2, rows: 3, body: null }, entry(3, 6, 1))
    await room(0).seated(3, 1)
    await publish(entry(4, 7, 1))
    const frames = await reader.until((seen) => idsOf(seen).includes('e7'))
    expect(onceEach(frames, 1, 7)).toEqual([])
  })

  it('have more to show to who comes back than what they sent lately', async () => {
    const { publish, join } = house('lately')
    const readers = await Promise.all([join(0), join(1)])
    for (let seq = 1; seq <= 3; seq += 1) {
      await publish(entry(seq, 1 + (seq - 1) * 900, 900))
      for (const { until } of readers) await until((seen) => cursorOf(seen) >= seq * 900)
    }
    for (const reader of await Promise.all([join(0, { cursor: 0 }), join(1, { cursor: 100 })])) {
      const frames = await reader.until((seen) => idsOf(seen).includes('e2700'))
      expect(gapsOf(frames)).toEqual([])
      const from = frames.flatMap((frame) => (frame.type === 'hello' ? [frame.cursor] : []))[0] ?? 0
      expect(idsOf(frames)).toHaveLength(2_700 - from)
    }
  })

  it('repeat nothing and leave nothing out after one of them has slept', async () => {
    const { publish, join, room } = house('slept')
    const reader = await join(1)
    const sleep = () => evictDurableObject(room(1), { webSockets: 'hibernate' })
    await publish(entry(1, 1, 3))
    await reader.until((seen) => idsOf(seen).includes('e3'))
    await sleep()
    await publish(entry(2, 4, 1))
    await reader.until((seen) => idsOf(seen).includes('e4'))
    await room(0).seated(1, 0)
    await publish(entry(3, 5, 1))
    await room(0).seated(1, 1)
    await publish(entry(4, 6, 1))
    await reader.until((seen) => idsOf(seen).includes('e6'))
    await sleep()
    await publish(entry(5, 7, 1))
    const frames = await reader.until((seen) => idsOf(seen).includes('e7'))
    expect([idsOf(frames), gapsOf(frames)]).toEqual([['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7'], []])
  })

  it('let nobody into a room that is full beyond its seats, whoever is led there', async () => {
    const { join, room } = house('crammed')
    await join(0)
    const seats = await runInDurableObject(room(0), (_room, state) =>
      Array.from({ length: 2_999 }, () => {
        const { 0: client, 1: server } = new WebSocketPair()
        state.acceptWebSocket(server)
        server.serializeAttachment({ ...visitor, after: 0, heldFrom: null })
        client.accept()
        return client
      }),
    )
    // A heartbeat looks who is there.
    await runDurableObjectAlarm(room(0))
    const headers = { upgrade: 'websocket', [visitorHeader]: JSON.stringify(visitor) }
    expect((await room(0).fetch('https://live-room/', { headers })).status).toBe(503)
    await runInDurableObject(room(0), () => {
      for (const seat of seats) seat.close(1000)
    })
  })

  it('are filled one after another, up to thirty thousand readers, and a seat that was left is given again', async () => {
    const first = house('seats').room(0)
    expect([await first.seat('us', 'seats'), await first.seat('us', 'seats')]).toEqual([0, 0])
    await first.seated(0, 2500)
    expect(await first.seat('us', 'seats')).toBe(1)
    for (let room = 1; room < 12; room += 1) await first.seated(room, 2500)
    expect(await first.seat('us', 'seats')).toBeNull()
    await first.seated(4, 2499)
    expect(await first.seat('us', 'seats')).toBe(4)
    expect(await first.seat('us', 'seats')).toBeNull()
  })

  it('end together for whoever may no longer look on, and tell of circuits together', async () => {
    const { join, room } = house('ends')
    const [here, there] = [await join(0, { proof: 'session:a' }), await join(2, { proof: 'session:b' })]
    expect((await room(0).proofs()).toSorted()).toEqual(['session:a', 'session:b'])
    await room(0).showBreaker({ name: 'openai' } as never)
    for (const reader of [here, there])
      expect(await reader.until((seen) => seen.some(({ type }) => type === 'breaker'))).toContainEqual(
        expect.objectContaining({ type: 'breaker' }),
      )
    const ofPart = await join(0, { part: { ...noEvents, workspaceIds: ['w1'] } })
    await room(0).showBreaker({ name: 'anthropic' } as never)
    await runDurableObjectAlarm(room(0))
    const told = await ofPart.until((seen) => seen.some(({ type }) => type === 'heartbeat'))
    expect(told.map(({ type }) => type)).toEqual(['hello', 'heartbeat'])
    await room(0).close(['session:b'])
    await there.until(() => there.closed.length > 0)
    expect([here.closed, there.closed]).toEqual([[], [1008]])
  })
})

describe('a reader who does not keep up', () => {
  const big = (seq: number, first: number, rows: number) =>
    entry(seq, first, rows, { prompt_excerpt: 'x'.repeat(20_000) })
  const ack = ({ socket }: Seen, cursor: number) => socket.send(JSON.stringify({ type: 'ack', cursor }))
  /** Publishes so many times a hundred long events, each hundred once a reader who keeps up has the one before. */
  async function pour(publish: ReturnType<typeof house>['publish'], steady: Seen, times: number) {
    for (let seq = 1; seq <= times; seq += 1) {
      await publish(big(seq, 1 + (seq - 1) * 100, 100))
      await steady.until((seen) => cursorOf(seen) >= seq * 100)
      ack(steady, seq * 100)
    }
  }
  const isBeat = ({ type }: LiveFrame) => type === 'heartbeat'
  /** Everything that a reader was sent has come: a heartbeat follows it on the same socket. */
  async function caughtUp(room: ReturnType<typeof roomOf>, { frames, until }: Seen) {
    const beats = () => frames.filter(isBeat).length
    const before = beats()
    await runDurableObjectAlarm(room)
    await until(() => beats() > before)
  }

  /** A reader who has said nothing while another kept up, and how far they were shown. */
  async function behind(name: string, times = 6) {
    const { publish, join, room } = house(name)
    const [slow, steady] = [await join(0), await join(0)]
    await pour(publish, steady, times)
    await caughtUp(room(0), slow)
    return { publish, join, room, slow, steady, held: cursorOf(slow.frames) }
  }

  it('is sent nothing more until they say what they have read, and is then told what was left out', async () => {
    const { publish, slow, steady, held } = await behind('slow')
    expect(held).toBeLessThan(600)
    expect(idsOf(steady.frames)).toHaveLength(600)
    expect(gapsOf(steady.frames)).toEqual([])
    ack(slow, held)
    await slow.until((seen) => gapsOf(seen).length > 0)
    expect(gapsOf(slow.frames)).toEqual([{ type: 'gap', from: held + 1, to: 600 }])
    await publish(entry(7, 601, 1))
    expect(idsOf(await slow.until((seen) => idsOf(seen).includes('e601')))).toHaveLength(held + 1)
  })

  it('is no slower for a lie about the past, and hostile messages mean nothing', async () => {
    const { publish, room, slow: reader, steady, held } = await behind('liar', 5)
    for (const said of [
      '{"type":"ack"}',
      '{"type":"ack","cursor":"500"}',
      '[]',
      'null',
      '{',
      'ack',
      '{"type":"ack","cursor":-1}',
      '{"type":"ack","cursor":1}',
    ])
      reader.socket.send(said)
    await scheduler.wait(150)
    await publish(entry(6, 501, 1))
    await steady.until((seen) => idsOf(seen).includes('e501'))
    await caughtUp(room(0), reader)
    expect([cursorOf(reader.frames), gapsOf(reader.frames), reader.closed]).toEqual([held, [], []])
    reader.socket.send('x'.repeat(65_537))
    await reader.until(() => reader.closed.length > 0)
    expect(reader.closed).toEqual([1009])
  })

  it('may come back for it, since their heartbeat says no more than they have seen', async () => {
    const { join, slow: reader } = await behind('back')
    const seen = cursorOf(reader.frames.filter((frame) => !isBeat(frame)))
    expect(cursorOf(reader.frames)).toBe(seen)
    const back = await join(0, { cursor: seen })
    const frames = await back.until((all) => cursorOf(all) >= 600)
    expect([idsOf(frames).length, gapsOf(frames)]).toEqual([600 - seen, []])
  })

  it('is told of what was left out, and shown once what is on its way meanwhile', async () => {
    const { publish, slow, steady, held } = await behind('between')
    await publish(entry(7, 601, 1))
    await steady.until((seen) => cursorOf(seen) >= 601)
    // The next frame comes 50 ms after the one before it.
    await publish(entry(8, 602, 1))
    ack(slow, held)
    await slow.until((seen) => gapsOf(seen).length > 0)
    await publish(entry(9, 603, 1))
    const frames = await slow.until((seen) => idsOf(seen).includes('e603'))
    expect(onceEach(frames, 1, 603)).toEqual([])
  })

  it('is sent away when they have not said a word for a minute, and not before', async () => {
    const { room, slow: mute, steady } = await behind('mute')
    const nowMs = Date.now()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const beatAt = async (passedMs: number) => {
      vi.useFakeTimers({ now: nowMs + passedMs, toFake: ['Date'] })
      await runDurableObjectAlarm(room(0))
      vi.useRealTimers()
    }
    await beatAt(30_000)
    await beatAt(61_000)
    await mute.until(() => mute.closed.length > 0)
    expect([mute.closed, steady.closed]).toEqual([[1013], []])
    expect(mute.frames.filter(isBeat)).toHaveLength(2)
  })

  it('is not forgotten over the object’s sleep', async () => {
    const { room, slow: reader, held } = await behind('sleeps')
    await evictDurableObject(room(0), { webSockets: 'hibernate' })
    ack(reader, held)
    await reader.until((seen) => gapsOf(seen).length > 0)
    expect(gapsOf(reader.frames)).toEqual([{ type: 'gap', from: held + 1, to: 600 }])
  })

  it('goes on after a ping too, from what comes next, and is told once what they were not sent', async () => {
    const { publish, slow, held } = await behind('pings')
    slow.socket.send('ping')
    await slow.until(() => slow.pongs.length > 0)
    expect(gapsOf(slow.frames)).toEqual([])
    await publish(entry(7, 601, 2))
    const frames = await slow.until((seen) => idsOf(seen).includes('e602'))
    expect(gapsOf(frames)).toEqual([{ type: 'gap', from: held + 1, to: 600 }])
    expect(idsOf(frames)).toHaveLength(held + 2)
  })

  it('is told with the next heartbeat when nothing comes after a ping', async () => {
    const { room, slow, held } = await behind('quiet')
    slow.socket.send('ping')
    await slow.until(() => slow.pongs.length > 0)
    await runDurableObjectAlarm(room(0))
    const frames = await slow.until((seen) => seen.at(-1)?.type === 'heartbeat' && cursorOf(seen) >= 600)
    expect(gapsOf(frames)).toEqual([{ type: 'gap', from: held + 1, to: 600 }])
    expect(cursorOf(frames)).toBe(600)
  })
})
