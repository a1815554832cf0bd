import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { type Bench, figure, type Reading } from '../figure.ts'
import { good } from '../http-client.ts'
import { type Instance, ingestPath } from '../instance.ts'
import { freshEvents } from '../prompts.ts'
import { type Readers, startBroadcaster, startReaders } from '../readers.ts'
import { median, quantile, spread } from '../statistics.ts'

const processes = 2
const countMs = 8_000
const burstEvents = 200

/** One event on its way to thousands of readers, and how many events they are sent a second when there are many. */
export const live = figure({
  name: 'live',
  summary:
    'milliseconds until the last of 5,000 sockets has an event; events delivered a second, beside plain `ws`',
  async measure(bench) {
    const sockets = bench.isQuick ? 500 : 5_000
    const instance = await bench.instance()
    const readers = startReaders(processes)
    bench.later(readers.close)
    const address = `${instance.url.replace('http', 'ws')}/ws/events`
    const headers = { authorization: `Bearer ${instance.apiKey}` }
    const startedAtMs = performance.now()
    await readers.open(`${address}?packed=gzip`, headers, sockets)
    bench.note(`${sockets} sockets opened in ${Math.round(performance.now() - startedAtMs)} ms`)
    const last = await lastOf(bench, instance, readers, sockets)
    const text = await oneFrame(instance, address, headers)
    const delivered = await deliveries(bench, instance, readers)
    readers.close()
    await instance.stop()
    const plain = await plainDeliveries(bench, sockets, text)
    return [...last, { name: 'live_deliveries_per_s', value: delivered, unit: 'events/s', baseline: plain }]
  },
})

async function lastOf(
  bench: Bench,
  instance: Instance,
  readers: Readers,
  sockets: number,
): Promise<Reading[]> {
  const api = instance.client(1)
  const timesMs: number[] = []
  for (let round = 0; round < (bench.isQuick ? 4 : 20); round++) {
    const event = freshEvents(1).at(0)
    if (!event) throw new Error('there is no event')
    const arrived = readers.lastArrival(event.id)
    await sleep(20)
    const sentAtMs = performance.timeOrigin + performance.now()
    good(await api.post(ingestPath, JSON.stringify({ events: [event] })))
    timesMs.push((await arrived) - sentAtMs)
    await sleep(150)
  }
  bench.note(`from the request to the last socket: ${spread(timesMs)} ms`)
  return [
    { name: `live_last_of_${sockets}_ms`, value: median(timesMs), unit: 'ms' },
    { name: `live_last_of_${sockets}_p95_ms`, value: quantile(timesMs, 0.95), unit: 'ms' },
  ]
}

/** What a reader is sent for one event. */
async function oneFrame(
  instance: Instance,
  address: string,
  headers: Record<string, string>,
): Promise<string> {
  const [event] = freshEvents(1)
  const reader = new WebSocket(address, { headers })
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.on('error', reject)
      reader.on('message', (data) => {
        const text = String(data)
        if (text.includes('"hello"')) {
          instance
            .client(1)
            .post(ingestPath, JSON.stringify({ events: [event] }))
            .catch(reject)
        } else if (text.startsWith('{"type":"event"')) resolve(text)
      })
    })
  } finally {
    reader.terminate()
  }
}

/** Pushes steadily more than can be shown, as an application with many calls does. Units: events a second. */
async function deliveries({ isQuick, note }: Bench, instance: Instance, readers: Readers): Promise<number> {
  const api = instance.client(2)
  let isOver = false
  let pushed = 0
  const pushing = async () => {
    while (!isOver) {
      const body = JSON.stringify({ events: freshEvents(burstEvents) })
      good(await api.post(ingestPath, body))
      pushed += burstEvents
      await sleep(10)
    }
  }
  const both = Promise.all([pushing(), pushing()])
  await sleep(2_000)
  pushed = 0
  const ms = isQuick ? 2_000 : countMs
  const { events, frames, bytes, gaps } = await readers.countFor(ms)
  const perSecond = (count: number) => Math.round((count * 1000) / ms)
  note(
    `pushed ${perSecond(pushed)} events/s; delivered ${perSecond(events)} events/s in ${perSecond(frames)} frames/s, ${perSecond(bytes / 1e6)} MB/s, ${gaps} gaps`,
  )
  isOver = true
  await both
  return (events * 1000) / ms
}

/** The same text to as many sockets of the `ws` package, one event a frame. Units: events a second. */
async function plainDeliveries(
  { isQuick, note, later }: Bench,
  sockets: number,
  text: string,
): Promise<number> {
  const broadcaster = await startBroadcaster()
  later(broadcaster.close)
  const readers = startReaders(processes)
  later(readers.close)
  await readers.open(broadcaster.address, {}, sockets)
  broadcaster.send(text)
  await sleep(2_000)
  const ms = isQuick ? 2_000 : countMs
  const { events } = await readers.countFor(ms)
  note(`plain ws: ${Math.round((events * 1000) / ms)} frames/s of ${text.length} characters`)
  return (events * 1000) / ms
}
