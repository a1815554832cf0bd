import type { VendorAuditEntry } from '../../analytics/contract/vendor-catalogue.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { addressedList } from './addressed-list.ts'
import type { PagedList } from './paged-list.ts'

/** Entries of the vendors' own audit logs, of the vendor that the address names or of all. */
export const vendorAuditModel = (): PagedList<VendorAuditEntry> =>
  addressedList(
    'entry',
    () => {
      const vendorId = query.value.get('vendor_id')
      return vendorId ? { vendor_id: vendorId } : {}
    },
    (asked, signal) => api('GET /vendors/audit', { query: asked, signal }),
  )
