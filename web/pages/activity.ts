import { page } from '../lib/page.ts'

export const activity = page({
  path: '/activity',
  title: 'Activity',
  icon: 'activity',
  permission: 'events:read',
  group: 'Monitor',
  load: async () => (await import('./events/events-page.tsx')).ActivityPage,
})
