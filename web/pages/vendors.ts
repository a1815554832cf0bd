import { page } from '../lib/page.ts'

export const vendors = page({
  path: '/vendors',
  title: 'Vendors',
  icon: 'vendors',
  permission: 'vendors:read',
  group: 'Monitor',
  load: async () => (await import('./vendors/vendors-page.tsx')).VendorsPage,
})
