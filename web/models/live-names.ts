import { type ReadonlySignal, signal } from '@preact/signals'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { api } from '../lib/api.ts'
import { valuesOf } from './facets.ts'

/** Somebody new is asked for at most so often. Units: milliseconds. */
const pauseMs = 30_000

export type LiveNames = {
  readonly known: ReadonlySignal<ReadonlyMap<string, string>>
  /** The event with the address of its person, where that is known; who is not is asked for. */
  named(event: AegisEvent): AegisEvent
  dispose(): void
}

/** Whose pseudonyms live events carry: frames name nobody, the values of the filter for people do. */
export function liveNames(): LiveNames {
  const known = signal<ReadonlyMap<string, string>>(new Map())
  const ending = new AbortController()
  let askedAtMs = 0

  async function ask(): Promise<void> {
    try {
      const { items } = await api('GET /events/facets', {
        query: { facet: 'actor_id' },
        signal: ending.signal,
      })
      const people = valuesOf(items, 'actor_id') ?? []
      known.value = new Map(
        people.flatMap(({ value, label }) => (label === null ? [] : [[value, label] as const])),
      )
    } catch {
      // Pseudonyms stay; somebody new asks again.
    }
  }

  return {
    known,
    named(event) {
      if (event.actor_email !== null || event.actor_id === null) return event
      const name = known.peek().get(event.actor_id)
      if (name !== undefined) return { ...event, actor_email: name }
      const nowMs = Date.now()
      if (nowMs - askedAtMs >= pauseMs) {
        askedAtMs = nowMs
        void ask()
      }
      return event
    },
    dispose: () => ending.abort(),
  }
}
