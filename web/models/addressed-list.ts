import { effect, untracked } from '@preact/signals'
import { patchQuery, query, setQuery } from '../lib/router.ts'
import { rangeBounds } from '../lib/time-range.ts'
import { type PagedList, pagedList } from './paged-list.ts'

const rangeNames = ['range', 'from', 'to']

/** Filters of a list that stand in the address under the server's own names, with a time range. */
export type AddressFilters<Query> = {
  /** How many filters the address holds; a range other than the default counts as one. */
  count(address: URLSearchParams): number
  /** Takes every filter out of the address, and the range back to its default. */
  clear(): void
  /** What the server is asked for. A value it would refuse is answered by it, not hidden here. */
  asked(address: URLSearchParams, nowMs: number): Partial<Query>
}

/** `isUsable` tells a value that is worth asking for; an empty one never is. */
export function addressFilters<Query>(
  names: readonly (keyof Query & string)[],
  isUsable: (name: string, value: string) => boolean = () => true,
): AddressFilters<Query> {
  return {
    count(address) {
      const named = names.filter((name) => address.has(name)).length
      return rangeNames.some((name) => address.has(name)) ? named + 1 : named
    },
    clear() {
      setQuery(Object.fromEntries([...names, ...rangeNames].map((name) => [name, null])))
    },
    asked(address, nowMs) {
      const filters = names.flatMap((name) => {
        const value = address.get(name)
        return value !== null && value !== '' && isUsable(name, value) ? [[name, value]] : []
      })
      return { ...Object.fromEntries(filters), ...rangeBounds(address, nowMs) }
    },
  }
}

type Page<Item> = { items: Item[]; next_cursor: string | null }

/**
 * The list that the address describes; a changed filter loads it anew. `open` names the row that is open: it stands in
 * the address too, and is no filter. `ask` is kept as it was for the pages that follow the first.
 */
export function addressedList<Asked, Item>(
  open: string,
  ask: () => Asked,
  page: (asked: Asked & { cursor: string | undefined }, signal: AbortSignal) => Promise<Page<Item>>,
): PagedList<Item> {
  let asked: Asked | null = null
  const list = pagedList<Item>((cursor, signal) => {
    if (cursor === null || asked === null) asked = ask()
    return page({ ...asked, cursor: cursor ?? undefined }, signal)
  })
  let shown: string | null = null
  const stop = effect(() => {
    const wanted = patchQuery(query.value, { [open]: null })
    if (wanted === shown) return
    shown = wanted
    untracked(() => void list.load())
  })
  return {
    ...list,
    dispose() {
      stop()
      list.dispose()
    },
  }
}
