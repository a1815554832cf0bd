import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Vendor, VendorContext } from '../../workers/collector/vendor.ts'
import { contextOf, type TestCredential } from './vendor-context.ts'

/** With a content type of its own, a `body` that is a text goes out as it is. */
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> }

/** A call as the vendor saw it; `url` is below its host. */
export type SeenCall = { method: string; url: URL; headers: IncomingHttpHeaders; body: string }

/** How a vendor is reached in a test: with which credential, when, and below which path each of its APIs stands. */
export type Wire = TestCredential & {
  nowMs: number
  basePath?: string
  /** The refusal of a request that lacks what it needs. */
  refuse?: (headers: IncomingHttpHeaders) => Reply | null
}

/** A vendor that answers as the test says until the test ends, and the context of a credential for it. */
export async function serveVendor(
  vendor: Vendor,
  { nowMs, basePath = '', refuse = () => null, ...credential }: Wire,
  answer: (url: URL, call: SeenCall) => Reply,
): Promise<{ ctx: VendorContext; seen: URL[]; calls: SeenCall[]; baseUrl: string }> {
  const seen: URL[] = []
  const calls: SeenCall[] = []
  const server = createServer(async (request, response) => {
    let sent = ''
    for await (const chunk of request) sent += String(chunk)
    const url = new URL(request.url ?? '', `http://${request.headers.host}`)
    const call = { method: request.method ?? '', url, headers: request.headers, body: sent }
    seen.push(url)
    calls.push(call)
    const { status = 200, body, headers } = refuse(request.headers) ?? answer(url, call)
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
    const isText = typeof body === 'string' && headers?.['content-type'] !== undefined
    response.end(isText ? body : JSON.stringify(body))
  })
  onTestFinished(() => {
    server.close()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const baseUrl = `http://${host}${basePath}`
  const mirrors = Object.fromEntries(Object.values(vendor.apis).map(({ env }) => [env, baseUrl]))
  return { ctx: contextOf(vendor, { host, mirrors }, credential, nowMs), seen, calls, baseUrl }
}
