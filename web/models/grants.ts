import type { Grant } from '../../analytics/contract/tenancy.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { type PagedList, pagedList } from './paged-list.ts'

/** Grants, newest first, narrowed by the address (`status`). */
export function grantsModel(): PagedList<Grant> {
  return pagedList<Grant>((cursor, signal) =>
    api('GET /permissions', {
      query: {
        status: (query.peek().get('status') ?? undefined) as Grant['status'] | undefined,
        cursor: cursor ?? undefined,
      },
      signal,
    }),
  )
}
