import { page } from '../lib/page.ts'

export const vendorAudit = page({
  path: '/audit/vendors',
  title: 'Vendors’ audit logs',
  icon: 'audit',
  permission: 'audit:read',
  group: 'Govern',
  tab: { matter: 'Audit', label: 'Vendors’ logs' },
  load: async () => (await import('./vendors/audit-page.tsx')).VendorAuditPage,
})
