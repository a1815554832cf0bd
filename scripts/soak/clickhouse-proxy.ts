import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * What ClickHouse does wrong. `stores_then_fails` stores and answers 500; `stores_then_cuts` stores and says nothing;
 * `full` answers what a real server does when its disk is full. `at_times`: one insert in so many meets one of the others,
 * in turn.
 */
export type ClickHouseFault =
  | { mode: 'ok' }
  | { mode: 'slow'; ms: number }
  | { mode: 'refusing' }
  | { mode: 'stores_then_fails' }
  | { mode: 'stores_then_cuts' }
  | { mode: 'full' }
  | { mode: 'at_times'; oneIn: number }

type Met = Exclude<ClickHouseFault, { mode: 'at_times' }>
const inTurn = ['stores_then_fails', 'refusing', 'stores_then_cuts', 'full'] as const

export type ClickHouseProxy = {
  readonly url: string
  /** Holds for inserts until it is set again; questions are always answered. */
  set(fault: ClickHouseFault): void
  /** How many inserts met each fault. */
  readonly met: Readonly<Record<Met['mode'], number>>
  stop(): Promise<void>
}

// Source: a ClickHouse 26.7 server on a full disk.
const noSpace =
  'Code: 243. DB::Exception: Cannot reserve 1.00 MiB, not enough space. (NOT_ENOUGH_SPACE) (version 26.7.1.1)\n'

/** Stands between the Worker and ClickHouse, at the wire. */
export async function startClickHouseProxy(target: string): Promise<ClickHouseProxy> {
  const { hostname, port } = new URL(target)
  let fault: ClickHouseFault = { mode: 'ok' }
  const met = { ok: 0, slow: 0, refusing: 0, stores_then_fails: 0, stores_then_cuts: 0, full: 0 }

  let inserts = 0
  const meeting = (): Met => {
    inserts += 1
    if (fault.mode !== 'at_times') return fault
    if (inserts % fault.oneIn !== 0) return { mode: 'ok' }
    return { mode: inTurn[(inserts / fault.oneIn) % inTurn.length] ?? 'full' }
  }

  const forward = (
    from: IncomingMessage,
    body: Buffer,
    done: (answer: IncomingMessage) => void,
    fail: () => void,
  ) => {
    const sent = request(
      {
        hostname,
        port,
        method: from.method,
        path: from.url,
        headers: { ...from.headers, host: `${hostname}:${port}` },
      },
      done,
    )
    sent.on('error', fail)
    sent.end(body)
  }
  const answerWith = (response: ServerResponse) => (answer: IncomingMessage) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
    answer.on('error', () => response.destroy())
  }
  const afterStored = (end: (isStored: boolean) => void) => (answer: IncomingMessage) => {
    answer.resume()
    answer.on('end', () => end(answer.statusCode === 200))
    answer.on('error', () => end(false))
  }
  const failed = (response: ServerResponse, text: string, code: string) => {
    response.writeHead(500, { 'x-clickhouse-exception-code': code })
    response.end(text)
  }

  const server = createServer(async (incoming, response) => {
    const parts: Buffer[] = []
    try {
      for await (const part of incoming) parts.push(part as Buffer)
    } catch {
      return
    }
    const body = Buffer.concat(parts)
    const cut = () => response.destroy()
    const isInsert = /INSERT/i.test(new URL(incoming.url ?? '/', target).searchParams.get('query') ?? '')
    const now: Met = isInsert ? meeting() : { mode: 'ok' }
    if (isInsert) met[now.mode] += 1
    if (now.mode === 'refusing') return cut()
    if (now.mode === 'full') return failed(response, noSpace, '243')
    if (now.mode === 'slow') await sleep(now.ms)
    if (now.mode === 'stores_then_fails') {
      const end = () =>
        failed(response, 'Code: 209. DB::NetException: Timeout exceeded. (SOCKET_TIMEOUT)', '209')
      return forward(incoming, body, afterStored(end), cut)
    }
    if (now.mode === 'stores_then_cuts') return forward(incoming, body, afterStored(cut), cut)
    forward(incoming, body, answerWith(response), cut)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    met,
    set: (next) => {
      fault = next
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
