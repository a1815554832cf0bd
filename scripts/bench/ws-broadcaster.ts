import { setImmediate } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'

/** Broadcasts one text as fast as its readers take it: one event a frame, as a plain Node program does. */
const unsentBytesMax = 1_000_000

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
const readers = new Set<WebSocket>()
server.on('connection', (socket) => {
  readers.add(socket)
  socket.on('close', () => readers.delete(socket))
  socket.on('error', () => readers.delete(socket))
  socket.send('{"type":"hello","cursor":0}')
})
server.on('listening', () => process.send?.({ port: (server.address() as { port: number }).port }))

process.on('message', async ({ text }: { text: string }) => {
  while (process.connected) {
    for (const socket of readers) if (socket.bufferedAmount < unsentBytesMax) socket.send(text)
    await setImmediate()
  }
})
process.on('disconnect', () => process.exit(0))
