import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { type Bench, figure } from '../figure.ts'
import { good } from '../http-client.ts'
import { type Instance, ingestPath } from '../instance.ts'
import { freshEvents } from '../prompts.ts'
import { median, quantile, spread } from '../statistics.ts'

const sockets = 500
const opensAtOnce = 25
const waitMs = 10_000

/** One event on its way to 500 readers. */
export const live = figure({
  name: 'live',
  summary: `milliseconds from the answer to a POST until the last of ${sockets} sockets has the event`,
  async measure(bench) {
    const instance = await bench.instance()
    const readers = await openAll(bench, instance)
    const api = instance.client(1)
    const timesMs: number[] = []
    for (let round = 0; round < (bench.isQuick ? 4 : 20); round++) {
      const event = freshEvents(1).at(0)
      if (!event) throw new Error('there is no event')
      const arrived = lastArrival(readers, event.id)
      good(await api.post(ingestPath, JSON.stringify({ events: [event] })))
      const answeredAtMs = performance.now()
      timesMs.push(Math.max(0, (await arrived) - answeredAtMs))
      await sleep(200)
    }
    bench.note(`last socket: ${spread(timesMs)} ms`)
    return [
      { name: `live_last_of_${sockets}_ms`, value: median(timesMs), unit: 'ms' },
      { name: `live_last_of_${sockets}_p95_ms`, value: quantile(timesMs, 0.95), unit: 'ms' },
    ]
  },
})

async function openAll({ later }: Bench, { url, apiKey }: Instance): Promise<WebSocket[]> {
  const readers: WebSocket[] = []
  later(() => {
    for (const reader of readers) reader.terminate()
  })
  const address = `${url.replace('http', 'ws')}/ws/events`
  while (readers.length < sockets) {
    const opening = Array.from({ length: opensAtOnce }, async () => {
      const reader = new WebSocket(address, { headers: { authorization: `Bearer ${apiKey}` } })
      readers.push(reader)
      const greeted = new Promise<void>((resolve, reject) => {
        reader.once('message', () => resolve())
        reader.once('close', (code, reason) => reject(new Error(`closed with ${code} ${reason}`)))
        reader.once('error', reject)
      })
      await greeted
    })
    await Promise.all(opening)
  }
  return readers
}

/** When the last of the readers had the event. Errors: rejects when one never has it. */
function lastArrival(readers: readonly WebSocket[], eventId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let missing = readers.length
    const timer = setTimeout(() => reject(new Error(`${missing} sockets did not get the event`)), waitMs)
    for (const reader of readers) {
      const listen = (data: unknown) => {
        if (!String(data).includes(eventId)) return
        reader.off('message', listen)
        missing -= 1
        if (missing > 0) return
        clearTimeout(timer)
        resolve(performance.now())
      }
      reader.on('message', listen)
    }
  })
}
