import { type ReadonlySignal, signal } from '@preact/signals'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { ApiError, api } from '../lib/api.ts'
import { valuesOf } from './facets.ts'

/** Who is new is gathered for so long, and asked for in one request. Units: milliseconds. */
const gatherMs = 1_000
/** Between two requests, and until somebody without a name is asked for again. Units: milliseconds. */
const pauseMs = 5_000
const againMs = 120_000
/** At most so many in one request, and so many remembered. */
const idsMax = 100
const knownMax = 20_000

type Names = ReadonlyMap<string, string>
type Ask = (ids: readonly string[], signal: AbortSignal) => Promise<Names>

export type LiveNames = {
  readonly known: ReadonlySignal<Names>
  /** The event with the address of its person, where that is known; who is not is asked for. */
  named(event: AegisEvent): AegisEvent
  dispose(): void
}

/** Whose pseudonyms live events carry: frames name nobody, so that those who are missing are asked for. */
export function liveNames(ask: Ask = asked): LiveNames {
  const known = signal<Names>(new Map())
  const ending = new AbortController()
  /** Who was asked for, and when: nobody knows everyone's address. */
  const askedAtMs = new Map<string, number>()
  const missing = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function plan(delayMs: number): void {
    timer ??= setTimeout(() => void next(), delayMs)
  }

  async function next(): Promise<void> {
    const ids = [...missing].slice(0, idsMax)
    const nowMs = Date.now()
    for (const id of ids) {
      missing.delete(id)
      askedAtMs.set(id, nowMs)
    }
    try {
      const found = await ask(ids, ending.signal)
      if (ending.signal.aborted) return
      if (found.size > 0) known.value = new Map([...known.peek(), ...found].slice(-knownMax))
    } catch {
      // Pseudonyms stay; they are asked for again later.
    }
    timer = undefined
    if (missing.size > 0) plan(pauseMs)
  }

  return {
    known,
    named(event) {
      const id = event.actor_id
      if (event.actor_email !== null || id === null) return event
      const name = known.peek().get(id)
      if (name !== undefined) return { ...event, actor_email: name }
      if (ending.signal.aborted || id.includes(',')) return event
      if (Date.now() - (askedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < againMs) return event
      if (askedAtMs.size >= knownMax) askedAtMs.clear()
      missing.add(id)
      plan(gatherMs)
      return event
    },
    dispose() {
      ending.abort()
      clearTimeout(timer)
    },
  }
}

async function asked(ids: readonly string[], ending: AbortSignal): Promise<Names> {
  try {
    const { items } = await api('GET /events/actors', { query: { ids: ids.join(',') }, signal: ending })
    return new Map(items.map(({ actor_id, actor_email }) => [actor_id, actor_email]))
  } catch (cause) {
    if (!(cause instanceof ApiError) || cause.status !== 403) throw cause
    return ofFilter(ending)
  }
}

/** Who reads a part of the organization knows those whom the filter for people offers there. */
async function ofFilter(ending: AbortSignal): Promise<Names> {
  const { items } = await api('GET /events/facets', { query: { facet: 'actor_id' }, signal: ending })
  const people = valuesOf(items, 'actor_id') ?? []
  return new Map(people.flatMap(({ value, label }) => (label === null ? [] : [[value, label] as const])))
}
