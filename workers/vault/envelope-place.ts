import type { EnvelopeStore } from '../../analytics/store/d1/envelopes.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { type Place, people } from './vault.ts'

/** What an envelope of a column was sealed for. */
export const placeOfEnvelope = (
  { orgId }: Tenant,
  { owner, table, column }: EnvelopeStore,
  rowId: string,
): Place => ({ orgId: owner === 'people' ? people : orgId, table, column, rowId })
