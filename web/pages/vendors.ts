import { page } from '../lib/page.ts'

export const vendors = page({
  path: '/vendors',
  title: 'Vendors',
  icon: 'vendors',
  permission: 'vendors:read',
  load: async () => (await import('./vendors/vendors-page.tsx')).VendorsPage,
})
