import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { query } from '../../analytics/query.ts'
import { ok } from '../../analytics/result.ts'
import { clickHouse } from '../../analytics/store/clickhouse.ts'
import { asking } from './asking.ts'

const servers: Server[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const tenant = { orgId: 'org', region: 'us', plan: 'pro' } as const
const question = query<{ bound: Record<string, unknown> }, { n: number }>({
  name: 'of-the-test',
  tier: 'raw',
  sql: ({ bound }) => ({ sql: 'SELECT 1 AS n WHERE {org_id:String} != {x:String}', bound }),
})

/** Asks a server at ClickHouse's wire one question, as a route does. */
function asked(url: string, bound: Record<string, unknown> = {}) {
  const store = clickHouse({ url, user: 'u', password: 'p', database: 'd' })
  return asking(async () => ok(await store.ask(tenant, question, { bound })))
}

const text = (code: string, name: string) =>
  `Code: ${code}. DB::Exception: Something about it. (${name}) (version 26.7)\n`
const refusing =
  (code: string, name: string, status = 500): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'x-clickhouse-exception-code': code }).end(text(code, name))
  }
const saying =
  (body: string, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
  }

describe('a question to ClickHouse', () => {
  it('that is answered gives its rows', async () => {
    expect(await asked(await listening(saying('{"n":1}\n{"n":2}\n')))).toEqual(ok([{ n: 1 }, { n: 2 }]))
    expect(await asked(await listening(saying('')))).toEqual(ok([]))
  })

  it.each<[string, RequestListener]>([
    ['is busy', refusing('202', 'TOO_MANY_SIMULTANEOUS_QUERIES', 503)],
    ['took too long', refusing('159', 'TIMEOUT_EXCEEDED', 408)],
    ['has no memory left', refusing('241', 'MEMORY_LIMIT_EXCEEDED')],
    ['lets nobody in', refusing('516', 'AUTHENTICATION_FAILED', 403)],
    ['has no memory left in the middle', saying(`{"n":1}\n${text('241', 'MEMORY_LIMIT_EXCEEDED')}`)],
    ['stands behind a proxy that does not reach it', saying('<h1>Bad Gateway</h1>', 502)],
    ['hangs up', (request) => request.socket.destroy()],
    [
      'hangs up in the middle',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"n":1}')
        setTimeout(() => request.socket.destroy(), 10)
      },
    ],
  ])('that %s is answered with 503', async (_, answer) => {
    expect(await asked(await listening(answer))).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', retryAfterS: 5 },
    })
  })

  it.each<[string, RequestListener]>([
    ['not at all', () => {}],
    ['half', (_request, response) => response.writeHead(200).write('{"n":1}')],
  ])('that is answered %s is given up after 20 seconds with 503', async (_, answer) => {
    const url = await listening(answer)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ended = vi.fn()
    const answered = asked(url)
    answered.then(ended)
    await vi.advanceTimersByTimeAsync(19_999)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await answered).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
  })

  it('where nobody listens is answered with 503', async () => {
    const url = await listening(saying(''))
    servers.pop()?.close()
    expect(await asked(url)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
  })

  it.each<[string, RequestListener]>([
    ['is no SQL', refusing('62', 'SYNTAX_ERROR', 400)],
    ['names a column that there is not', refusing('47', 'UNKNOWN_IDENTIFIER', 404)],
    ['names a table that there is not', refusing('60', 'UNKNOWN_TABLE', 404)],
    ['divides by nothing in the middle', saying(`{"n":1}\n${text('153', 'ILLEGAL_DIVISION')}`)],
    ['is answered with something else than rows', saying('<h1>Hello</h1>')],
  ])('that %s is our mistake and stays an error', async (_, answer) => {
    await expect(asked(await listening(answer))).rejects.toThrow()
  })

  it('whose parameter cannot be sent is our mistake and stays an error', async () => {
    const url = await listening(saying('{"n":1}\n'))
    await expect(asked(url, { x: () => 1 })).rejects.toThrow('Unsupported value')
  })

  it('keeps an error of our own code as it is', async () => {
    const mistake = new TypeError('undefined is not a function')
    await expect(asking(() => Promise.reject(mistake))).rejects.toBe(mistake)
  })
})
