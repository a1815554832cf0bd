import type { EventFilters } from '../analytics/contract/analytics.ts'
import type { StoreFilters } from '../analytics/event-filters.ts'
import { actorsWithEmail } from '../analytics/store/d1/actors.ts'
import type { CallerContext } from './http/route.ts'

/** What a caller asks for, with an address as the ids that it stands for: none where nobody has it. */
export async function storeFilters<Filters extends EventFilters>(
  { tenant, place }: Pick<CallerContext, 'tenant' | 'place'>,
  { actor_email, ...filters }: Filters,
): Promise<Omit<Filters, 'actor_email'> & StoreFilters> {
  if (actor_email === undefined) return filters
  return { ...filters, actor_ids: await actorsWithEmail(tenant, place.db, actor_email) }
}
