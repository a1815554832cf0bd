import { page } from '../lib/page.ts'

export const violations = page({
  path: '/violations',
  title: 'Violations',
  icon: 'violations',
  permission: 'events:read',
  group: 'Monitor',
  load: async () => (await import('./events/events-page.tsx')).ViolationsPage,
})
