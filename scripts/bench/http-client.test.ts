import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { good, httpClient, shareOut } from './http-client.ts'

let server: Server
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(): Promise<{ url: string; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>()
  server = createServer(async (request, response) => {
    sockets.add(request.socket)
    let text = `${request.method} ${request.url} ${request.headers.authorization} `
    for await (const chunk of request) text += chunk
    response.statusCode = request.url === '/bad' ? 400 : 200
    response.end(text)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets }
}

test('sends headers and body, and keeps to its connections', async () => {
  const { url, sockets } = await serve()
  const client = httpClient(url, { authorization: 'me' }, 2)
  await shareOut([1, 2, 3, 4, 5, 6], 4, () => client.post('/x', 'ä'))
  expect(await client.post('/x?y=1', 'ä')).toEqual({ status: 200, text: 'POST /x?y=1 me ä' })
  expect(sockets.size).toBe(2)
  client.close()
})

test('asks again when an idle connection was closed, but not when a new one is', async () => {
  let asked = 0
  server = createServer((request, response) => {
    asked += 1
    if (asked === 2 || asked > 3) request.socket.destroy()
    else response.end('fine')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = httpClient(url, {}, 1)
  await client.get('/')
  expect((await client.get('/')).text).toBe('fine')
  client.close()
  await expect(httpClient(url, {}, 1).get('/')).rejects.toThrow()
  expect(asked).toBe(4)
})

test('a refusal is not a good answer', async () => {
  const { url } = await serve()
  const client = httpClient(url, {}, 1)
  expect((await client.get('/bad')).status).toBe(400)
  const answer = await client.get('/bad')
  expect(() => good(answer)).toThrow('answered 400')
  expect(good(await client.get('/fine')).status).toBe(200)
  client.close()
})

test('shares jobs out so that each is done once and no more run than asked for', async () => {
  server = createServer()
  const done: number[] = []
  let running = 0
  let most = 0
  await shareOut([1, 2, 3, 4, 5], 2, async (job) => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 1))
    running -= 1
    done.push(job)
  })
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5])
  expect(most).toBe(2)
})
