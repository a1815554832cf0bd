import type { VendorAnalytics } from '../../analytics/contract/overview.ts'
import type { CatalogueVendor } from '../../analytics/contract/vendor-catalogue.ts'
import { vendorLabel } from '../../analytics/contract/vendors.ts'
import { api } from '../lib/api.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

const pauseMs = 30_000

/** Usage by vendor, renewed while it is looked at. */
export function vendorUsageModel(): Resource<VendorAnalytics> {
  const analytics = resource((signal) => api('GET /vendors/analytics', { signal }))
  const renewing = renewal(analytics.load, () => pauseMs)
  return {
    ...analytics,
    dispose() {
      renewing.dispose()
      analytics.dispose()
    },
  }
}

/** Every vendor that can be collected from: those with credentials first, then by name. */
export function vendorCatalogueModel(): Resource<readonly CatalogueVendor[]> {
  const catalogue = resource(async (signal) => inOrder((await api('GET /vendors', { signal })).items))
  void catalogue.load()
  return catalogue
}

export function inOrder(vendors: readonly CatalogueVendor[]): readonly CatalogueVendor[] {
  return vendors.toSorted(
    (a, b) => Number(b.credentials > 0) - Number(a.credentials > 0) || a.label.localeCompare(b.label, 'en'),
  )
}

/** A vendor's name, also of one's own vendors once the catalogue is there. */
export function labelOf(catalogue: readonly CatalogueVendor[] | null, vendorId: string): string {
  return catalogue?.find(({ vendor_id }) => vendor_id === vendorId)?.label ?? vendorLabel(vendorId)
}
