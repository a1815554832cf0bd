import { z } from 'zod'
import { fingerprintOf } from '../../workers/collector/credential-row.ts'
import type { Entry, NewKey } from './entries.ts'
import { WrongUse } from './entries.ts'

export type SendOptions = { url: string; key: string; keepUnchecked: boolean }

/** What became of one entry. `detail` holds nothing secret. */
export type Imported = { name: string; result: 'added' | 'known' | 'failed'; detail: string }

const known = z.object({
  items: z.array(z.object({ vendor_id: z.string(), fingerprint: z.string() })),
  next_cursor: z.string().nullable(),
})
const added = z.object({ credential_id: z.string(), hint: z.string() })
const problem = z.object({ detail: z.string() })

/** A secret goes over TLS, or does not leave this machine. Errors: WrongUse. */
export function checkedUrl(text: string): string {
  const url = URL.parse(text)
  const isHere = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isHere)))
    throw new WrongUse('--url must begin with https://, or name this machine.')
  return url.origin
}

/**
 * Hands the opened entries to an instance, which tries each with its vendor and seals it. One that is there already,
 * by vendor and fingerprint, is left out, so that the command may be run again.
 */
export async function sendEntries(entries: readonly Entry[], options: SendOptions): Promise<Imported[]> {
  const seen = await fingerprints(options)
  const results: Imported[] = []
  for (const entry of entries) {
    if ('fault' in entry) {
      results.push({ name: entry.name, result: 'failed', detail: entry.fault })
      continue
    }
    const mark = `${entry.key.vendor_id} ${await fingerprintOf(entry.key.secret)}`
    if (seen.has(mark)) {
      results.push({ name: entry.name, result: 'known', detail: 'is in the vault already' })
      continue
    }
    const sent = await send(entry.key, options)
    if (sent.result === 'added') seen.add(mark)
    results.push({ name: entry.name, ...sent })
  }
  return results
}

async function send(
  key: NewKey,
  { url, key: apiKey, keepUnchecked }: SendOptions,
): Promise<Omit<Imported, 'name'>> {
  const response = await fetch(`${url}/api/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...key, keep_unchecked: keepUnchecked }),
    redirect: 'error',
  })
  const body: unknown = await response.json().catch(() => null)
  const item = added.safeParse(body)
  if (response.status === 201 && item.success)
    return { result: 'added', detail: `is kept as ${item.data.credential_id} (${item.data.hint})` }
  const why = problem.safeParse(body)
  return { result: 'failed', detail: why.success ? why.data.detail : `was answered with ${response.status}` }
}

async function fingerprints({ url, key }: SendOptions): Promise<Set<string>> {
  const found = new Set<string>()
  let cursor: string | null = null
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const response = await fetch(`${url}/api/v1/keys?limit=200${query}`, {
      headers: { authorization: `Bearer ${key}` },
      redirect: 'error',
    })
    const page = known.safeParse(await response.json().catch(() => null))
    if (!response.ok || !page.success)
      throw new WrongUse(`The credentials there cannot be listed (${response.status}).`)
    for (const { vendor_id, fingerprint } of page.data.items) found.add(`${vendor_id} ${fingerprint}`)
    cursor = page.data.next_cursor
  } while (cursor !== null)
  return found
}
