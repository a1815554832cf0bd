import type { FacetName } from '../analytics/contract/analytics.ts'
import { uninspectedLabel } from '../analytics/contract/inspection.ts'
import { vendorLabels } from '../analytics/contract/vendors.ts'
import { emailsOfActors } from '../analytics/store/d1/actors.ts'
import { type NamedKind, namesOf } from '../analytics/store/d1/labels.ts'
import { detectors } from '../detectors/index.ts'
import { detectionOf } from './detection.ts'
import type { CallerContext } from './http/route.ts'

type Asking = Pick<CallerContext, 'env' | 'tenant' | 'place' | 'caller' | 'nowMs'>

const named: Partial<Record<FacetName, NamedKind>> = {
  vendor_id: 'vendor',
  workspace_id: 'workspace',
  project_id: 'project',
  api_key_id: 'api_key',
}

const detectorLabels = new Map(detectors.map(({ code, label }) => [code, label]))

/** What people call the values of a column; those that nobody named are not in it. */
export async function labelsOf(
  { env, tenant, place, caller, nowMs }: Asking,
  column: FacetName,
  values: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const kind = named[column]
  if (kind !== undefined) {
    const names = await namesOf(tenant, place.db, kind, values)
    return kind === 'vendor' ? new Map([...names, ...Object.entries(vendorLabels)]) : names
  }
  if (column === 'actor_id') {
    // Whoever may read events may see whose they are; others see the pseudonym.
    const mayKnow = caller.access.reach('events:read', nowMs) !== null
    return mayKnow ? emailsOfActors(tenant, place.db, values) : new Map()
  }
  if (column === 'detector' || column === 'violation_type') {
    const { labels } = await detectionOf(env, tenant, place, nowMs)
    return new Map([...detectorLabels, ...[...labels].map(([code, { label }]) => [code, label] as const)])
  }
  if (column === 'uninspected_reason') {
    return new Map(values.map((value) => [value, uninspectedLabel(value)]))
  }
  return new Map()
}
