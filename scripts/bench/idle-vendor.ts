import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A vendor where nothing ever happened, so that the collector is content and stores nothing while we measure. */
export async function startIdleVendor(): Promise<{ url: string; stop(): void }> {
  const nothing = JSON.stringify({ id: 'idle', object: 'page', data: [], has_more: false, next_page: null })
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(nothing)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
