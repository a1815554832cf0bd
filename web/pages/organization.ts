import { page } from '../lib/page.ts'

export const organization = page({
  path: '/organization',
  title: 'Organization',
  icon: 'building',
  permission: 'org:write',
  group: 'Settings',
  load: async () => (await import('./organization/organization-page.tsx')).OrganizationPage,
})
