import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a stand-in has answered so far. Units: bytes of bodies. */
export type Answered = { calls: number; rows: number; bytes: number; pageBytesMax: number }

const hourS = 3600

/**
 * A vendor that speaks OpenAI's usage report and answers at once: so many people in each hour, others for each key. Every
 * other report is empty.
 */
export async function startBusyVendor(
  peoplePerHour: number,
): Promise<{ url: string; answered: Answered; stop(): void }> {
  const answered: Answered = { calls: 0, rows: 0, bytes: 0, pageBytesMax: 0 }
  const nothing = JSON.stringify({ object: 'page', data: [], has_more: false, next_page: null })
  const templates = new Map<string, string>()

  /** The rows of an hour as one key sees them; the same text for each hour. */
  function hourOf(key: string): string {
    const known = templates.get(key)
    if (known !== undefined) return known
    const rows = Array.from({ length: peoplePerHour }, (_, person) => ({
      input_tokens: 1_000 + person,
      output_tokens: 100 + person,
      input_cached_tokens: 10,
      num_model_requests: 3,
      project_id: `proj_${key}_${person % 6}`,
      user_id: `user_${key}_${person}`,
      api_key_id: `key_${person}`,
      model: 'gpt-5-mini',
      batch: false,
      service_tier: 'default',
    }))
    const text = JSON.stringify(rows)
    templates.set(key, text)
    return text
  }

  function usage(query: URLSearchParams, key: string): string {
    const endS = Number(query.get('end_time'))
    const fromS = Number(query.get('page') ?? query.get('start_time'))
    const limit = Number(query.get('limit'))
    const hours = Math.min(limit, Math.ceil((endS - fromS) / hourS))
    const nextS = fromS + hours * hourS
    const rows = hourOf(key)
    const buckets = Array.from(
      { length: hours },
      (_, hour) => `{"start_time":${fromS + hour * hourS},"results":${rows}}`,
    )
    answered.rows += hours * peoplePerHour
    const next = nextS < endS ? `"${nextS}"` : 'null'
    return `{"object":"page","data":[${buckets.join(',')}],"has_more":${nextS < endS},"next_page":${next}}`
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://vendor')
    const key = /(\d+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '0'
    const body = url.pathname.endsWith('/usage/completions') ? usage(url.searchParams, key) : nothing
    answered.calls += 1
    answered.bytes += body.length
    answered.pageBytesMax = Math.max(answered.pageBytesMax, body.length)
    response.setHeader('content-type', 'application/json')
    response.end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
