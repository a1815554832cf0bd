import { page } from '../lib/page.ts'

export const prices = page({
  path: '/vendors/prices',
  title: 'Prices',
  icon: 'vendors',
  permission: 'costs:read',
  group: 'Sources',
  tab: { matter: 'Vendors', label: 'Prices' },
  load: async () => (await import('./spending/prices-page.tsx')).PricesPage,
})
