import { page } from '../lib/page.ts'

export const workspaces = page({
  path: '/workspaces',
  title: 'Workspaces',
  icon: 'layers',
  permission: 'events:read',
  group: 'Settings',
  load: async () => (await import('./workspaces/workspaces-page.tsx')).WorkspacesPage,
})
