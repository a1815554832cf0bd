import { customVendorById } from '../../analytics/store/d1/custom-vendors.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import { customVendor } from './custom-vendor.ts'
import type { Vendor } from './vendor.ts'
import { vendors } from './vendors/index.ts'
import { isOn } from './vendors-off.ts'

/** The vendor of an id, an organization's own ones included; null when there is none or it is switched off. */
export async function adapterOf(
  env: Env,
  tenant: Tenant,
  place: Place,
  vendorId: string,
): Promise<Vendor | null> {
  if (!isOn(env, vendorId)) return null
  const known = vendors.find(({ id }) => id === vendorId)
  if (known) return known
  const custom = await customVendorById(tenant, place.db, vendorId)
  return custom ? customVendor(custom) : null
}
