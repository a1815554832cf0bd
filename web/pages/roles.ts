import { page } from '../lib/page.ts'

export const roles = page({
  path: '/team/roles',
  title: 'Roles',
  icon: 'team',
  permission: 'members:read',
  group: 'Settings',
  tab: { matter: 'Team', label: 'Roles' },
  load: async () => (await import('./roles/roles-page.tsx')).RolesPage,
})
