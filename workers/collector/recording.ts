import { contentHash } from '../content-hash.ts'
import { type Answer, jsonFetcher, type OutboundRequest } from './outbound.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import type { VendorContext } from './vendor.ts'

/** One call for a page: a hash of all that was asked, the path of its address, and what came of it. */
export type Exchange = {
  asked: string
  path: string
  answer: { raw: string; link: string | null } | { failure: OutboundFailure }
}

/** A context whose calls are remembered, but for signing in. `taken` gives those since it was last asked. */
export type Recording = { context: VendorContext; taken: () => Exchange[] }

/**
 * Remembers what a vendor was asked for each page and what it said. What a page uses of an earlier one's (`once`)
 * counts as its own too, so that every page can be read again by itself.
 */
export function recording(bare: VendorContext): Recording {
  let exchanges: Exchange[] = []
  const ofNames = new Map<string, readonly Exchange[]>()

  const send: VendorContext['send'] = async (request) => {
    const answer = await bare.send(request)
    if (request.signsIn) return answer
    exchanges.push({
      asked: await askedHash(request),
      path: request.url.pathname,
      answer: answer.ok ? kept(answer.value) : { failure: answer.failure },
    })
    return answer
  }
  const once: VendorContext['once'] = async (name, make) => {
    const known = ofNames.get(name)
    if (known) {
      exchanges.push(...known.filter((each) => !exchanges.includes(each)))
      return bare.once(name, make)
    }
    const from = exchanges.length
    const made = await bare.once(name, make)
    if (made.ok) ofNames.set(name, exchanges.slice(from))
    return made
  }

  return {
    context: { ...bare, send, fetchJson: jsonFetcher(send), once },
    taken() {
      const all = exchanges
      exchanges = []
      return all
    },
  }
}

/** A hash of all that a request says but its headers, which hold keys. */
export function askedHash({ url, method, body }: OutboundRequest): Promise<string> {
  return contentHash(JSON.stringify([method ?? (body === undefined ? 'GET' : 'POST'), url.href, body ?? '']))
}

/** Of the headers, adapters read only where the next page is. */
const kept = ({ raw, headers }: Answer): { raw: string; link: string | null } => ({
  raw,
  link: headers.get('link'),
})
