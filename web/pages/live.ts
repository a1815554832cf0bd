import { page } from '../lib/page.ts'

export const live = page({
  path: '/live',
  title: 'Live',
  icon: 'live',
  permission: 'events:read',
  group: 'Monitor',
  load: async () => (await import('./live/live-page.tsx')).LivePage,
})
