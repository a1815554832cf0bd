import { page } from '../lib/page.ts'

export const grants = page({
  path: '/team/grants',
  title: 'Grants and approvals',
  icon: 'team',
  permission: 'members:read',
  group: 'Settings',
  tab: { matter: 'Team', label: 'Grants' },
  load: async () => (await import('./grants/grants-page.tsx')).GrantsPage,
})
