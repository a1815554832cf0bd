import { page } from '../lib/page.ts'

export const account = page({
  path: '/account',
  title: 'Your account',
  icon: 'user',
  permission: null,
  load: async () => (await import('./account/account-page.tsx')).AccountPage,
})
