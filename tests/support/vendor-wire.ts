import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { priceUsage } from '../../analytics/pricing/price.ts'
import { privateHosts } from '../../workers/collector/host-guard.ts'
import { outbound } from '../../workers/collector/outbound.ts'
import type { Stream, Vendor, VendorContext } from '../../workers/collector/vendor.ts'
import { secret } from '../../workers/vault/secret.ts'

export type Reply = { status?: number; body: unknown; headers?: Record<string, string> }

/** How a vendor is reached in a test: its base path, a key, and the refusal of a request that lacks what it needs. */
export type Wire = {
  basePath: string
  key: string
  accountRef: string
  nowMs: number
  refuse: (headers: IncomingHttpHeaders) => Reply | null
}

/** A vendor that answers by path until the test ends, and the context of a credential for it. */
export async function serveVendor(
  wire: Wire,
  answer: (url: URL) => Reply,
): Promise<{ ctx: VendorContext; seen: URL[] }> {
  const { basePath, key, accountRef, nowMs, refuse } = wire
  const seen: URL[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://vendor')
    seen.push(url)
    const { status = 200, body, headers } = refuse(request.headers) ?? answer(url)
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
    response.end(JSON.stringify(body))
  })
  onTestFinished(() => {
    server.close()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const baseUrl = `http://${host}${basePath}`
  const fetchJson = outbound({
    baseUrl,
    privateHosts: privateHosts(host),
    fetch,
    nowMs: () => nowMs,
    sleep: async () => {},
    random: () => 0,
  })
  return { ctx: { secret: secret(key), baseUrl, accountRef, fetchJson, nowMs, price: priceUsage }, seen }
}

export function streamOf(vendor: Vendor, name: string): Stream {
  const found = vendor.streams.find((each) => each.name === name)
  if (!found) throw new Error(`no stream ${name}`)
  return found
}
