import { gunzipSync } from 'node:zlib'
import { WebSocket } from 'ws'
import { type Connect, Crowd, type CrowdAnswer, type CrowdOrder, Known } from './crowd.ts'

const texts = new Known<string>()
const isPacked = (data: Buffer) => data[0] === 0x1f && data[1] === 0x8b
const textOf = (data: Buffer) =>
  texts.of(data.toString('latin1'), () => String(isPacked(data) ? gunzipSync(data) : data))

/** A process full of readers over TCP, which obeys the process that started it. */
const connect: Connect = ({ address, headers, from }, query, on) => {
  const socket = new WebSocket(`${address}?packed=gzip${query}`, {
    headers,
    localAddress: from,
    perMessageDeflate: false,
  })
  socket.on('message', (data: Buffer) => on.message(textOf(data)))
  socket.on('close', (code) => on.closed(code))
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('open', () => resolve({ send: (text) => socket.send(text), leave: () => socket.terminate() }))
  })
}

const crowd = new Crowd(connect)
const answer = (said: CrowdAnswer): void => {
  process.send?.(said)
}

process.on('message', (order: CrowdOrder) => {
  void crowd.obey(order).then(answer)
})
process.on('disconnect', () => process.exit(0))
