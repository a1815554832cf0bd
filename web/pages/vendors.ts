import { page } from '../lib/page.ts'

export const vendors = page({
  path: '/vendors',
  title: 'Vendors',
  icon: 'vendors',
  permission: 'vendors:read',
  group: 'Sources',
  tab: { matter: 'Vendors', label: 'Usage' },
  load: async () => (await import('./vendors/vendors-page.tsx')).VendorsPage,
})
