import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Stands between someone and ClickHouse. `pass` is given each statement and a way to have a text run in its place, which
 * gives its answer; what it gives is answered, and null cuts the connection.
 */
export type SqlRelay = { readonly url: string; stop(): Promise<void> }
export type RunSql = (sql: string) => Promise<Response>

export async function startSqlRelay(
  target: string,
  pass: (sql: string, run: RunSql) => Promise<Response | null>,
): Promise<SqlRelay> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const address = new URL(request.url ?? '/', target)
    const [inQuery, inBody] = [address.searchParams.get('query') ?? '', Buffer.concat(parts).toString()]
    address.searchParams.delete('query')
    // The client writes a statement into the body, and before the rows of an insert into the address.
    const headers: Record<string, string> = {}
    for (const name of ['authorization', 'content-type'])
      if (request.headers[name]) headers[name] = String(request.headers[name])
    const run: RunSql = (sql) =>
      fetch(address, { method: 'POST', headers, body: inQuery === '' ? sql : `${sql}\n${inBody}` })
    const answer = await pass(inQuery === '' ? inBody : inQuery, run).catch(() => null)
    if (answer === null) return void response.destroy()
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
