import { Agent, request } from 'node:http'

export type Answer = { readonly status: number; readonly text: string }

/** A client that keeps its connections. */
export type HttpClient = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body: Buffer | string): Promise<Answer>
  close(): void
}

/** Plain `node:http`, so that the client takes as little of the machine as can be. */
export function httpClient(origin: string, headers: Record<string, string>, connections: number): HttpClient {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = (
    method: string,
    path: string,
    body?: Buffer | string,
    own: Record<string, string> = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const sent = request(
        { agent, hostname, port, method, path, headers: { ...headers, ...own, ...length } },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', reject)
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
          )
        },
      )
      // The server may close a connection that was idle just when it is used again; nothing was read then.
      sent.on('error', (error) => {
        const wasIdle = sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
        if (wasIdle) send(method, path, body, own).then(resolve, reject)
        else reject(error)
      })
      sent.end(body)
    })
  return {
    get: (path, own) => send('GET', path, undefined, own),
    post: (path, body) => send('POST', path, body),
    close: () => agent.destroy(),
  }
}

/** The answer, when it is a good one. Errors: throws with what was answered. */
export function good(answer: Answer): Answer {
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`answered ${answer.status}: ${answer.text.slice(0, 300)}`)
  }
  return answer
}

/** Does the jobs with `workers` at a time, each taking the next when it is done. */
export async function shareOut<T>(
  jobs: readonly T[],
  workers: number,
  work: (job: T) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await work(job)
  }
  await Promise.all(Array.from({ length: workers }, worker))
}
