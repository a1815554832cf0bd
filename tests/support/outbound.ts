import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { privateHosts } from '../../workers/collector/host-guard.ts'
import { jsonFetcher, type OutboundLimits, outbound } from '../../workers/collector/outbound.ts'
import type { OutboundFailure } from '../../workers/collector/outbound-failure.ts'

/** What a server does with one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void
export const key = 'sk-admin-ABCdefGHI'

export const answer =
  (status: number, body = '{"ok":true}', headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  }

/** A caller of one host, whose clock moves only while it waits. */
export function client(base: string, limits: Partial<OutboundLimits> = {}, listed = new URL(base).host) {
  const clock = { nowMs: Date.parse('2026-11-20T12:00:00Z') }
  const slept: number[] = []
  const send = outbound({
    bases: [{ url: base, privateHosts: privateHosts(listed) }],
    fetch,
    nowMs: () => clock.nowMs,
    sleep: async (ms) => {
      slept.push(ms)
      clock.nowMs += ms
    },
    random: () => 0.5,
    limits,
  })
  const call = jsonFetcher(send)
  const get = (path = '/v1/x') => call(new URL(path, base), { authorization: `Bearer ${key}` })
  return { send, call, get, slept }
}

/** Real servers for the tests of one file, gone after each test. */
export function testServers() {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  /** Answers each request with the next handler, the last one for ever; counts what it saw. */
  async function serve(...handlers: Handler[]) {
    const seen: IncomingMessage[] = []
    const server = createServer((request, response) => {
      seen.push(request)
      const handler = handlers[Math.min(seen.length, handlers.length) - 1]
      handler?.(request, response)
    })
    servers.push(server)
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return { seen, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  }

  async function failureOf(...handlers: Handler[]): Promise<OutboundFailure> {
    const { base } = await serve(...handlers)
    const result = await client(base, { attemptsMax: 1 }).get()
    if (result.ok) throw new Error('expected a failure')
    return result.failure
  }

  return { serve, failureOf }
}
