import type { z } from 'zod'
import type { AuditEntryItem } from '../../analytics/contract/audit.ts'
import type { Endpoints } from '../../analytics/contract/endpoints.ts'
import { api } from '../lib/api.ts'
import { saveFrom } from '../lib/download.ts'
import { query } from '../lib/router.ts'
import { rangeBounds } from '../lib/time-range.ts'
import { addressedList, addressFilters } from './addressed-list.ts'
import type { PagedList } from './paged-list.ts'

type AuditQuery = z.infer<Endpoints['GET /audit']['query']>

export const auditFilters = addressFilters<AuditQuery>(['actor', 'action', 'target', 'outcome'])

/** The entries that the address describes; a changed filter loads them anew. */
export const auditModel = (): PagedList<AuditEntryItem> =>
  addressedList(
    'entry',
    () => auditFilters.asked(query.value, Date.now()),
    (asked, signal) => api('GET /audit', { query: asked, signal }),
  )

/** Has the browser keep the entries of the time range in the address. Errors: as `api`, before the download begins. */
export async function exportAudit(format: 'csv' | 'json'): Promise<void> {
  // A download does not renew the session by itself.
  await api('GET /auth/me')
  const { from, to } = rangeBounds(query.value, Date.now())
  const search = new URLSearchParams({ fmt: format, ...(from && { from }), ...(to && { to }) })
  saveFrom(`/api/v1/audit/export?${search}`)
}
