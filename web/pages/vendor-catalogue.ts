import { page } from '../lib/page.ts'

export const vendorCatalogue = page({
  path: '/vendors/catalogue',
  title: 'Vendor catalogue',
  icon: 'vendors',
  permission: 'vendors:read',
  group: 'Sources',
  tab: { matter: 'Vendors', label: 'Catalogue' },
  load: async () => (await import('./vendors/catalogue-page.tsx')).VendorCataloguePage,
})
