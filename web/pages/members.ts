import { page } from '../lib/page.ts'

export const members = page({
  path: '/team',
  title: 'Members',
  icon: 'team',
  permission: 'members:read',
  group: 'Settings',
  tab: { matter: 'Team', label: 'Members' },
  load: async () => (await import('./team/members-page.tsx')).MembersPage,
})
