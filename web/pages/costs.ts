import { page } from '../lib/page.ts'

export const costs = page({
  path: '/costs',
  title: 'Costs',
  icon: 'coin',
  permission: 'costs:read',
  group: 'Analyse',
  load: async () => (await import('./costs/costs-page.tsx')).CostsPage,
})
