import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ratesDocument } from './exchange-rates.ts'
import { type Fault, type FaultOrder, faultBoard, parseFaultOrder } from './faults.ts'
import { redactKey } from './keys.ts'
import { sandboxVendors } from './vendors.ts'
import type { Reply, Vendor } from './wire.ts'

/** A request the sandbox saw; `auth` is the key redacted, null when there was none. */
type SeenRequest = {
  readonly vendor: string
  readonly method: string
  readonly path: string
  readonly query: string
  readonly auth: string | null
}

/** How a test steers the sandbox. */
type Control = {
  fault(order: FaultOrder): void
  /** The latest requests, oldest first. */
  requests(): readonly SeenRequest[]
  forgetRequests(): void
  vendors: readonly Vendor[]
}

/** A sandbox that is listening. */
export type Sandbox = { readonly url: string; readonly control: Control; stop(): Promise<void> }

const LOG_MAX = 2_000
const CONTROL_BODY_BYTES_MAX = 10_000
const REQUEST_BODY_BYTES_MAX = 1_000_000
const DEFAULT_SEED = 'northwind'

/**
 * Starts a server that answers as the admin APIs of the vendors do, each below its id (`/openai/v1/…`), for the demo
 * company of the seed, at the time `now` tells.
 */
export async function startSandbox(
  options: { port?: number; seed?: string; now?: () => number } = {},
): Promise<Sandbox> {
  const { port = 0, seed = DEFAULT_SEED, now = Date.now } = options
  const vendors = sandboxVendors(seed)
  const faults = faultBoard()
  const stopping = new AbortController()
  let log: SeenRequest[] = []
  const control: Control = {
    fault: faults.order,
    requests: () => [...log],
    forgetRequests: () => {
      log = []
    },
    vendors,
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    if (url.pathname === '/__control') return handleControl(request, response, control)
    const isRates = url.pathname === '/ecb/eurofxref-hist-90d.xml'
    if (isRates) {
      const headers = { 'content-type': 'text/xml' }
      return send(response, { status: 200, headers, body: ratesDocument(seed, 90, now()) })
    }
    const [, id = '', rest = ''] = /^\/([a-z_]+)(\/.*)?$/.exec(url.pathname) ?? []
    const vendor = vendors.find((each) => each.id === id)
    if (!vendor) {
      const known = vendors.map((each) => `/${each.id}`).join(', ')
      return send(response, { status: 404, body: { error: `paths begin with one of ${known}` } })
    }

    const path = rest || '/'
    const method = request.method ?? 'GET'
    const headers = new Headers(
      Object.entries(request.headers).map(([header, value]): [string, string] => [header, String(value)]),
    )
    const body = await readText(request, REQUEST_BODY_BYTES_MAX)
    log = [...log.slice(1 - LOG_MAX), { vendor: id, method, path, query: url.search, auth: authOf(headers) }]
    const answer = () => vendor.answer({ method, path, query: url.searchParams, headers, body, nowMs: now() })
    await perform(faults.take(id, path), vendor, answer, response, now(), stopping.signal)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (stopping.signal.aborted || response.headersSent) response.destroy()
      else send(response, { status: 500, body: { sandbox_error: String(error) } })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: boundPort } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${boundPort}`,
    control,
    async stop() {
      stopping.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Answers, or does what the fault says instead. */
async function perform(
  fault: Fault,
  vendor: Vendor,
  answer: () => Reply,
  response: ServerResponse,
  nowMs: number,
  stopped: AbortSignal,
): Promise<void> {
  switch (fault.mode) {
    case 'ok':
      return send(response, answer())
    case 'slow':
      await sleep(fault.ms, null, { signal: stopped })
      return send(response, answer())
    case 'hang':
      return
    case 'unauthorized':
      return send(response, vendor.fault(401))
    case 'forbidden':
      return send(response, vendor.fault(403))
    case 'failing':
      return send(response, vendor.fault(fault.status ?? 500))
    case 'rate_limited':
      return send(response, rateLimited(fault, vendor, nowMs))
    case 'broken_json': {
      const { status, headers, body } = answer()
      const text = JSON.stringify(body)
      return sendText(response, status, headers, text.slice(0, Math.ceil(text.length / 2)))
    }
    case 'truncated': {
      const { status, headers, body } = answer()
      const text = JSON.stringify(body)
      response.writeHead(status, {
        ...headers,
        'content-type': 'application/json',
        'content-length': text.length * 2,
      })
      response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.destroy())
      return
    }
  }
}

function rateLimited(fault: Fault & { mode: 'rate_limited' }, vendor: Vendor, nowMs: number): Reply {
  const reply = vendor.fault(429)
  const seconds = fault.seconds ?? 1
  const told = fault.retryAfter ?? 'seconds'
  if (told === 'none') return reply
  const retryAfter = told === 'seconds' ? String(seconds) : new Date(nowMs + seconds * 1000).toUTCString()
  return { ...reply, headers: { ...reply.headers, 'retry-after': retryAfter } }
}

/** `POST /__control` orders a fault, `GET /__control` gives the requests seen. */
async function handleControl(
  request: IncomingMessage,
  response: ServerResponse,
  control: Control,
): Promise<void> {
  if (request.method === 'GET') return send(response, { status: 200, body: { requests: control.requests() } })
  if (request.method !== 'POST') return send(response, { status: 405, body: { error: 'GET or POST' } })
  const order = parseFaultOrder(
    parseJson(await readText(request, CONTROL_BODY_BYTES_MAX)),
    control.vendors.map(({ id }) => id),
  )
  if (typeof order === 'string') return send(response, { status: 400, body: { error: order } })
  control.fault(order)
  send(response, { status: 200, body: { ordered: order } })
}

async function readText(request: IncomingMessage, bytesMax: number): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > bytesMax) return ''
  }
  return text
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function authOf(headers: Headers): string | null {
  const key = headers.get('x-api-key') ?? headers.get('authorization')?.replace(/^Bearer /, '') ?? null
  return key === null ? null : redactKey(key)
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const isText = typeof body === 'string' && headers?.['content-type'] !== undefined
  sendText(response, status, headers, isText ? body : status === 204 ? '' : JSON.stringify(body))
}

function sendText(response: ServerResponse, status: number, headers: Reply['headers'], text: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
