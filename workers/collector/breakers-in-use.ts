import type { Breaker } from '../../analytics/contract/collector.ts'
import { credentialsOf } from '../../analytics/store/d1/collection.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import { adapterOf } from './adapter.ts'
import { shownBreaker } from './breaker-changes.ts'
import { type Circuit, circuitsOf } from './circuit.ts'
import { basesOf } from './context.ts'

const credentialsMax = 1_000

/** The circuits that stand between an organization and its vendors, by name. */
export async function breakersOf(env: Env, tenant: Tenant, place: Place, nowMs: number): Promise<Breaker[]> {
  const circuits = new Map<string, Circuit>()
  for (const { vendorId, settings } of await credentialsOf(tenant, place.db, null, credentialsMax)) {
    const vendor = await adapterOf(env, tenant, place, vendorId)
    if (!vendor) continue
    const urls = Object.fromEntries([...basesOf(env, vendor, settings)].map(([name, { url }]) => [name, url]))
    for (const circuit of circuitsOf(tenant, vendor, urls).all) circuits.set(circuit.objectName, circuit)
  }
  const shown = await Promise.all([...circuits.values()].map((circuit) => shownBreaker(env, circuit, nowMs)))
  return shown.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
