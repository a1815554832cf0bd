import { page } from '../lib/page.ts'

export const permissions = page({
  path: '/team/permissions',
  title: 'Permission table',
  icon: 'team',
  permission: 'members:read',
  group: 'Settings',
  tab: { matter: 'Team', label: 'Permission table' },
  load: async () => (await import('./permissions/permissions-page.tsx')).PermissionsPage,
})
