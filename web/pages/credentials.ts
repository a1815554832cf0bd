import { page } from '../lib/page.ts'

export const credentials = page({
  path: '/vendors/credentials',
  title: 'Credentials',
  icon: 'vendors',
  permission: 'credentials:read',
  group: 'Sources',
  tab: { matter: 'Vendors', label: 'Credentials' },
  load: async () => (await import('./vendors/credentials-page.tsx')).CredentialsPage,
})
