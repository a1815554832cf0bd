import { effect, untracked } from '@preact/signals'
import type { z } from 'zod'
import type { AuditEntryItem } from '../../analytics/contract/audit.ts'
import type { Endpoints } from '../../analytics/contract/endpoints.ts'
import { api } from '../lib/api.ts'
import { saveFrom } from '../lib/download.ts'
import { patchQuery, query, setQuery } from '../lib/router.ts'
import { rangeBounds } from '../lib/time-range.ts'
import { type PagedList, pagedList } from './paged-list.ts'

type AuditQuery = z.infer<Endpoints['GET /audit']['query']>

/** Filters of the audit log that stand in the address under the server's own names. */
const filterNames = ['actor', 'action', 'target', 'outcome'] as const
const rangeNames = ['range', 'from', 'to']

export function auditFilterCount(address: URLSearchParams): number {
  const named = filterNames.filter((name) => address.has(name)).length
  return rangeNames.some((name) => address.has(name)) ? named + 1 : named
}

export function clearAuditFilters(): void {
  setQuery(Object.fromEntries([...filterNames, ...rangeNames].map((name) => [name, null])))
}

/** What the server is asked for, from the address. */
export function auditQueryOf(address: URLSearchParams, nowMs: number): Partial<AuditQuery> {
  const filters = filterNames.flatMap((name) => {
    const value = address.get(name)
    return value === null || value === '' ? [] : [[name, value]]
  })
  return { ...Object.fromEntries(filters), ...rangeBounds(address, nowMs) }
}

/** The entries that the address describes; a changed filter loads them anew. */
export function auditModel(): PagedList<AuditEntryItem> {
  let asked: Partial<AuditQuery> = {}
  const list = pagedList<AuditEntryItem>((cursor, signal) => {
    if (cursor === null) asked = auditQueryOf(query.value, Date.now())
    return api('GET /audit', { query: { ...asked, cursor: cursor ?? undefined }, signal })
  })
  let shown: string | null = null
  const stop = effect(() => {
    // The open entry stands in the address too, and is no filter.
    const wanted = patchQuery(query.value, { entry: null })
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

/** Has the browser keep the entries of the time range in the address. Errors: as `api`, before the download begins. */
export async function exportAudit(format: 'csv' | 'json'): Promise<void> {
  // A download does not renew the session by itself.
  await api('GET /auth/me')
  const { from, to } = rangeBounds(query.value, Date.now())
  const search = new URLSearchParams({ fmt: format, ...(from && { from }), ...(to && { to }) })
  saveFrom(`/api/v1/audit/export?${search}`)
}
