import { DurableObject } from 'cloudflare:workers'
import { type Connect, Crowd, type CrowdOrder } from './crowd.ts'

type Env = { AEGISFLOW: Fetcher; CROWD: DurableObjectNamespace<InnerCrowd> }

/** Readers that need no file: they sit in another Worker of the same workerd, in an object, which lives as long as its sockets. */
export class InnerCrowd extends DurableObject<Env> {
  readonly #connect: Connect = async ({ address, headers }, query, on) => {
    const { webSocket, status } = await this.env.AEGISFLOW.fetch(
      `${address.replace(/^ws/, 'http')}?${query}`,
      {
        headers: { ...headers, upgrade: 'websocket' },
      },
    )
    if (!webSocket) throw new Error(`answered with ${status}`)
    webSocket.addEventListener('message', ({ data }) => on.message(String(data)))
    webSocket.addEventListener('close', ({ code }) => on.closed(code))
    webSocket.accept()
    return { send: (text) => webSocket.send(text), leave: () => webSocket.close(1001) }
  }
  readonly #crowd = new Crowd(this.#connect)

  override async fetch(request: Request): Promise<Response> {
    return Response.json(await this.#crowd.obey(await request.json<CrowdOrder>()))
  }
}

export default {
  fetch: (request: Request, env: Env) => env.CROWD.getByName('crowd').fetch(request),
}
