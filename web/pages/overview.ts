import { page } from '../lib/page.ts'

export const overview = page({
  path: '/',
  title: 'Overview',
  icon: 'overview',
  permission: 'analytics:read',
  group: 'Monitor',
  load: async () => (await import('./overview/overview-page.tsx')).OverviewPage,
})
