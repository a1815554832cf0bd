import { jsonOf } from '../../workers/collector/json-text.ts'
import { onceMemory } from '../../workers/collector/once.ts'
import { jsonFetcher, type OutboundRequest, type Send } from '../../workers/collector/outbound.ts'
import type { VendorContext } from '../../workers/collector/vendor.ts'

type Answered = Awaited<ReturnType<Send>>

/** A context whose calls are answered as told; `call` counts them from 0. */
export function answeredBy(
  ctx: VendorContext,
  answer: (request: OutboundRequest, call: number) => Promise<Answered>,
): VendorContext {
  let calls = 0
  const send: Send = (request) => answer(request, calls++)
  return { ...ctx, send, fetchJson: jsonFetcher(send), once: onceMemory() }
}

/** Asks the vendor once for everything, and keeps only the first rows of each answer. */
export function remembering({ send }: VendorContext): Send {
  const known = new Map<string, Answered>()
  return async (request) => {
    const asked = JSON.stringify([request.url.href, request.method, request.body])
    const answer = known.get(asked) ?? withJson(await send(request), shortened)
    known.set(asked, answer)
    return answer
  }
}

/** The answer with another body, in the form it had: JSON, or lines of JSON. */
export function withJson(answer: Answered, alter: (json: unknown) => unknown): Answered {
  if (!answer.ok) return answer
  const { raw, json } = answer.value
  if (json !== undefined && json !== null) {
    const altered = alter(json)
    return { ok: true, value: { ...answer.value, json: altered, raw: JSON.stringify(altered) } }
  }
  const lines = raw
    .split('\n')
    .slice(0, rowsMax)
    .map((line) => (line === '' ? line : JSON.stringify(alter(jsonOf(line)))))
  return { ok: true, value: { ...answer.value, raw: lines.join('\n') } }
}

const rowsMax = 3

function shortened(json: unknown): unknown {
  if (Array.isArray(json)) return json.slice(0, rowsMax).map(shortened)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, shortened(each)]))
}

/** The places of values in JSON, one for each shape of path: `data[].amount.value` stands for all rows. */
export function placesIn(json: unknown): string[] {
  const places = new Set<string>()
  const visit = (node: unknown, path: string): void => {
    places.add(path)
    if (Array.isArray(node)) for (const each of node) visit(each, `${path}[]`)
    else if (typeof node === 'object' && node !== null)
      for (const [key, each] of Object.entries(node)) visit(each, `${path}.${key}`)
  }
  visit(json, '')
  return [...places]
}

/** JSON with another value at every place of a path. */
export function alteredAt(json: unknown, place: string, value: unknown): unknown {
  const visit = (node: unknown, path: string): unknown => {
    if (path === place) return value
    if (!place.startsWith(path)) return node
    if (Array.isArray(node)) return node.map((each) => visit(each, `${path}[]`))
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, visit(each, `${path}.${key}`)]))
  }
  return visit(json, '')
}
