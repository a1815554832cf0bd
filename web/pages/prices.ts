import { page } from '../lib/page.ts'

export const prices = page({
  path: '/vendors/prices',
  title: 'Prices',
  icon: 'vendors',
  permission: 'costs:read',
  group: 'Monitor',
  tab: { matter: 'Vendors', label: 'Prices' },
  load: async () => (await import('./spending/prices-page.tsx')).PricesPage,
})
