import type { Top, TopDimension } from '../../analytics/contract/analytics.ts'
import { api } from '../lib/api.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

const pauseMs = 60_000

type TopQuestion = { dimension: TopDimension; by: Top['by']; days: number; limit: number }

/** Who or what stands for most of it, kept fresh while it is looked at. */
export function topModel(question: TopQuestion): Resource<Top> {
  const top = resource((signal) => api('GET /dashboard/top', { query: question, signal }))
  const renewing = renewal(top.load, () => pauseMs)
  return {
    ...top,
    dispose() {
      renewing.dispose()
      top.dispose()
    },
  }
}

/** What somebody is called whom no directory names: short enough to be read, and still told apart from others. */
export function unnamedPerson(actorId: string): string {
  return `Unnamed person ${actorId.replace(/^act_/, '').slice(0, 6)}`
}

/** Whoever stands in an event, as a row shows them; null when it names nobody. */
export function personName({
  actor_email,
  actor_id,
}: {
  actor_email: string | null
  actor_id: string | null
}): string | null {
  return actor_email ?? (actor_id === null ? null : unnamedPerson(actor_id))
}

/**
 * The values whose name somebody else among them has too, so that the name alone tells nobody apart: one address in
 * several directories, for one.
 */
export function sharedNames(items: readonly { value: string; label: string | null }[]): ReadonlySet<string> {
  const byName = Map.groupBy(items, ({ value, label }) => (label ?? value).trim().toLowerCase())
  return new Set(
    [...byName.values()]
      .filter(({ length }) => length > 1)
      .flat()
      .map(({ value }) => value),
  )
}
